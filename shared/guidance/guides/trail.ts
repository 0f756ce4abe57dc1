import { lastPart, type SubjectGuide } from '../subject-guide';

export const trailGuide: SubjectGuide = {
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
    'stop-logging': {
      did: 'was stopped',
      plannedIf:
        'the trail was on its way to be replaced, and the one that replaces it was logging before',
    },
    'delete-trail': {
      did: 'was deleted',
      plannedIf: 'a stack or an account was taken down, and another trail covers the account',
      look: ({ region }) => [
        {
          why: 'See which trails cover the Region, and whether others are gone too',
          command: `aws cloudtrail describe-trails --region ${region} --include-shadow-trails`,
        },
      ],
    },
    'redirect-delivery': {
      did: 'was given another place to deliver to',
      plannedIf: 'the other bucket belongs to your log archive account',
      rotate:
        'Log files hold names, addresses and parameters: treat what went to a stranger’s bucket as read.',
      look: () => [
        {
          why: 'List what went to the other bucket, as its owner',
          command: 'aws s3api list-objects-v2 --bucket <other-bucket> --prefix AWSLogs/',
        },
      ],
    },
    'narrow-regions': {
      did: 'was made blind in other Regions',
      plannedIf: 'a trail of its own covers each of the other Regions',
      look: () => [
        {
          why: 'See which Regions are open to look in',
          command:
            'aws account list-regions --region-opt-status-contains ENABLED ENABLED_BY_DEFAULT',
        },
      ],
    },
    'demote-organization-trail': {
      did: 'was taken away from the member accounts',
      plannedIf: 'another organization trail was made first, in the same bucket or a better one',
      look: ({ region }) => [
        {
          why: 'See in a member which trails it has left',
          command: `aws cloudtrail describe-trails --region ${region} --include-shadow-trails`,
        },
      ],
    },
    'turn-off-validation': {
      did: 'was kept from signing its log files',
      plannedIf: 'these logs need no proof, which is seldom so',
      look: ({ id, since, until }) => [
        {
          why: 'Prove the logs around it while their digests are there',
          command: `trailwarden verify --bucket <bucket> --trail ${id} --from ${since} --to ${until}`,
        },
      ],
    },
    'change-key': {
      did: 'was given another key',
      plannedIf: 'the key is one of your log archive account, and its policy lets the readers read',
      look: ({ region }) => [
        {
          why: 'See whose key it was',
          command: `aws kms describe-key --region ${region} --key-id <other-key-arn>`,
        },
      ],
    },
    'disconnect-log-group': {
      keptRecording: true,
      did: 'was cut off from its log group',
      plannedIf: 'the alarms on the log group were moved to something else first',
      look: ({ region }) => [
        {
          why: 'See which alarms were deaf meanwhile',
          command: `aws logs describe-metric-filters --region ${region} --log-group-name <log-group>`,
        },
      ],
    },
    'disconnect-topic': {
      keptRecording: true,
      did: 'was cut off from its topic',
      plannedIf: 'whatever reads the files is told of them by the bucket now',
      look: ({ region }) => [
        {
          why: 'See who hears of new files',
          command: `aws sns list-subscriptions-by-topic --region ${region} --topic-arn <topic-arn>`,
        },
      ],
    },
    'narrow-event-selectors': {
      did: 'was told to record less',
      plannedIf:
        'the cost of data events was the reason, and the owner of the logs agreed in writing',
      look: ({ id, region }) => [
        {
          why: 'See what is recorded now',
          command: `aws cloudtrail get-event-selectors --region ${region} --trail-name ${id}`,
        },
      ],
    },
    'narrow-advanced-selectors': {
      did: 'was told to record less, by advanced selectors',
      plannedIf: 'the fields left out are those of a resource that was named in the change',
      look: ({ id, region }) => [
        {
          why: 'See what is recorded now, field by field',
          command: `aws cloudtrail get-event-selectors --region ${region} --trail-name ${id} --query AdvancedEventSelectors`,
        },
      ],
    },
    'drop-insights': {
      keptRecording: true,
      did: 'was told to look for fewer Insights',
      plannedIf: 'the cost of Insights was the reason',
      look: ({ id, region }) => [
        {
          why: 'See which kinds of Insights are on',
          command: `aws cloudtrail get-insight-selectors --region ${region} --trail-name ${id}`,
        },
      ],
    },
    'change-tags': {
      keptRecording: true,
      did: 'was given other tags',
      plannedIf: 'a tagging policy was rolled out; ask what is allowed or denied by these tags',
      look: ({ id, region }) => [
        {
          why: 'See its tags',
          command: `aws cloudtrail list-tags --region ${region} --resource-id-list ${id}`,
        },
      ],
    },
    'change-event-configuration': {
      keptRecording: true,
      did: 'was told to aggregate otherwise',
      plannedIf: 'the people who read the summaries asked for it',
      look: ({ id, region }) => [
        {
          why: 'See what is aggregated',
          command: `aws cloudtrail get-event-configuration --region ${region} --trail-name ${id}`,
        },
      ],
    },
  },
};
