import { Refusal } from '../core/service';

export const refuse = {
  trailNotFound: (arn: string, accountId: string) =>
    new Refusal('TrailNotFoundException', `Unknown trail: ${arn} for the user: ${accountId}`),
  invalidTrailName: (message: string) => new Refusal('InvalidTrailNameException', message),
  /** AWS's code; the sentence is ours, no public record of AWS's was found. */
  invalidHomeRegion: (arn: string, homeRegion: string) =>
    new Refusal(
      'InvalidHomeRegionException',
      `The trail ${arn} can only be changed from its home Region ${homeRegion}.`,
    ),
  /** `stop` → "Cannot stop trail, not master trail." as panther-analysis recorded it. */
  notMasterTrail: (verb: string) =>
    new Refusal('NotOrganizationMasterAccountException', `Cannot ${verb} trail, not master trail.`),
  wrongAccountInArn: (accountId: string) =>
    new Refusal(
      'CloudTrailARNInvalidException',
      `AccountID in ARN is wrong, you can only access resources with AccountID ${accountId}.`,
    ),
  wrongRegionInArn: (region: string) =>
    new Refusal(
      'CloudTrailARNInvalidException',
      `Region in ARN is wrong, you can only access resources in region ${region}.`,
    ),
  invalidEventSelectors: (message: string) =>
    new Refusal('InvalidEventSelectorsException', message),
  invalidTimeRange: () =>
    new Refusal('InvalidTimeRangeException', 'Start time must be before end time.'),
};
