import { Refusal } from '../core/refusal';

export const trailNotFound = (arn: string, accountId: string): Refusal =>
  new Refusal('TrailNotFoundException', `Unknown trail: ${arn} for the user: ${accountId}`);

export const invalidTrailName = (message: string): Refusal =>
  new Refusal('InvalidTrailNameException', message);

/** AWS's code; the sentence is ours, no public record of AWS's was found. */
export const invalidHomeRegion = (arn: string, homeRegion: string): Refusal =>
  new Refusal(
    'InvalidHomeRegionException',
    `The trail ${arn} can only be changed from its home Region ${homeRegion}.`,
  );

/** `stop` → "Cannot stop trail, not master trail." as panther-analysis recorded it. */
export const notMasterTrail = (verb: string): Refusal =>
  new Refusal('NotOrganizationMasterAccountException', `Cannot ${verb} trail, not master trail.`);

export const wrongAccountInArn = (accountId: string): Refusal =>
  new Refusal(
    'CloudTrailARNInvalidException',
    `AccountID in ARN is wrong, you can only access resources with AccountID ${accountId}.`,
  );

export const wrongRegionInArn = (region: string): Refusal =>
  new Refusal(
    'CloudTrailARNInvalidException',
    `Region in ARN is wrong, you can only access resources in region ${region}.`,
  );

export const invalidEventSelectors = (message: string): Refusal =>
  new Refusal('InvalidEventSelectorsException', message);

export const invalidTimeRange = (): Refusal =>
  new Refusal('InvalidTimeRangeException', 'Start time must be before end time.');
