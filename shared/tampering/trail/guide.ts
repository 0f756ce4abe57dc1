import { type DescribedGuide, lastPart } from '../guidance/subject-guide';
import { changeEventConfigurationGuide } from './change-event-configuration/guide';
import { changeKeyGuide } from './change-key/guide';
import { changeTagsGuide } from './change-tags/guide';
import { deleteTrailGuide } from './delete-trail/guide';
import { demoteOrganizationTrailGuide } from './demote-organization-trail/guide';
import { disconnectLogGroupGuide } from './disconnect-log-group/guide';
import { disconnectTopicGuide } from './disconnect-topic/guide';
import { dropInsightsGuide } from './drop-insights/guide';
import { narrowAdvancedSelectorsGuide } from './narrow-advanced-selectors/guide';
import { narrowEventSelectorsGuide } from './narrow-event-selectors/guide';
import { narrowRegionsGuide } from './narrow-regions/guide';
import { redirectDeliveryGuide } from './redirect-delivery/guide';
import { stopLoggingGuide } from './stop-logging/guide';
import { turnOffValidationGuide } from './turn-off-validation/guide';

export const trailGuide: DescribedGuide = {
  headline: {
    called: (incident) => `Trail ${lastPart(incident)}`,
    back: 'it is back',
    notYet: 'it is not back yet',
    partly: 'it is not all there yet',
  },
  howToTell:
    'Trails change with the code that made them (CloudFormation, Terraform, Control Tower): a person at a console or a new access key is a sign that it was not planned, and so is a start by the same person within minutes of the stop.',
  preserve:
    'Event history is kept per Region, so ask each one, as the loop below does; the log files of the hour before show how it began.',
  rotate:
    'What the actor signed in with, and every secret that was made or read in the gap: access keys, passwords, secrets, grants of keys.',
  ifItContinues: 'Ask who may change trails at all, and take it from the others.',
  held: () => ({
    actions: [
      'StopLogging',
      'DeleteTrail',
      'UpdateTrail',
      'PutEventSelectors',
      'PutInsightSelectors',
    ].map((name) => `cloudtrail:${name}`),
    resources: ['*'],
  }),
  look: ({ id, region, accountId, since, until }) => [
    {
      why: `Keep what Event history knows of every Region that is open, in ${accountId}`,
      command: `for region in $(aws account list-regions --region-opt-status-contains ENABLED ENABLED_BY_DEFAULT --query 'Regions[].RegionName' --output text); do aws cloudtrail lookup-events --region "$region" --start-time ${since} --end-time ${until} --output json > "events-${accountId}-$region.json"; done`,
    },
    {
      why: 'See what CloudTrail says of it now, and what its last deliveries met',
      command: `aws cloudtrail get-trail-status --region ${region} --name ${id}`,
    },
  ],
  techniques: {
    'stop-logging': stopLoggingGuide,
    'delete-trail': deleteTrailGuide,
    'redirect-delivery': redirectDeliveryGuide,
    'narrow-regions': narrowRegionsGuide,
    'demote-organization-trail': demoteOrganizationTrailGuide,
    'turn-off-validation': turnOffValidationGuide,
    'change-key': changeKeyGuide,
    'disconnect-log-group': disconnectLogGroupGuide,
    'disconnect-topic': disconnectTopicGuide,
    'narrow-event-selectors': narrowEventSelectorsGuide,
    'narrow-advanced-selectors': narrowAdvancedSelectorsGuide,
    'drop-insights': dropInsightsGuide,
    'change-tags': changeTagsGuide,
    'change-event-configuration': changeEventConfigurationGuide,
  },
};
