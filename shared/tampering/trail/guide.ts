import { type DescribedGuide, lastPart, see } from '../guidance/subject-guide';

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
  held: () => ({ resources: ['*'] }),
  look: see({
    'Keep what Event history knows of every Region that is open, in {accountId}': `for region in $(aws account list-regions --region-opt-status-contains ENABLED ENABLED_BY_DEFAULT --query 'Regions[].RegionName' --output text); do aws cloudtrail lookup-events --region "$region" --start-time {since} --end-time {until} --output json > "events-{accountId}-$region.json"; done`,
    'See what CloudTrail says of it now, and what its last deliveries met':
      'aws cloudtrail get-trail-status --region {region} --name {id}',
  }),
  techniques: {
    'stop-logging': {
      description:
        'Calls StopLogging on a trail. Records stop at once in every Region the trail covers; where it was the only trail, EventBridge goes silent too.',
      notRestorable:
        'The gap in the bucket and in CloudWatch Logs. Management events of the gap stay in Event history for 90 days; data events exist only where another trail, an event data store or an access log had them.',
      did: 'was stopped',
      plannedIf:
        'the trail was on its way to be replaced, and the one that replaces it was logging before',
    },
    'delete-trail': {
      description:
        'Calls DeleteTrail. Records stop at once, and deliveries that were still being retried may be dropped with the trail.',
      notRestorable:
        'The gap in the bucket and in CloudWatch Logs, deliveries that were queued, the digest chain. Management events of the gap stay in Event history for 90 days.',
      did: 'was deleted',
      plannedIf: 'a stack or an account was taken down, and another trail covers the account',
      look: see({
        'See which trails cover the Region, and whether others are gone too':
          'aws cloudtrail describe-trails --region {region} --include-shadow-trails',
      }),
    },
    'redirect-delivery': {
      description:
        'Changes the bucket or the prefix with UpdateTrail. The trail logs on, into a place its owner does not read.',
      notRestorable:
        'What was delivered to the other bucket meanwhile; copy it from there, and treat it as leaked.',
      did: 'was given another place to deliver to',
      plannedIf: 'the other bucket belongs to your log archive account',
      rotate:
        'Log files hold names, addresses and parameters: treat what went to a stranger’s bucket as read.',
      look: see({
        'List what went to the other bucket, as its owner':
          'aws s3api list-objects-v2 --bucket <other-bucket> --prefix AWSLogs/',
      }),
    },
    'narrow-regions': {
      description:
        'Turns a multi-Region trail into one of a single Region, or global service events (IAM, STS) off.',
      notRestorable:
        'The gap in the other Regions and of global services; their management events stay in Event history for 90 days.',
      did: 'was made blind in other Regions',
      plannedIf: 'a trail of its own covers each of the other Regions',
      look: see({
        'See which Regions are open to look in':
          'aws account list-regions --region-opt-status-contains ENABLED ENABLED_BY_DEFAULT',
      }),
    },
    'demote-organization-trail': {
      description:
        'UpdateTrail with IsOrganizationTrail false: the trail stays with its owner and is deleted from every member.',
      notRestorable:
        'The gap in every member; AWS may take a day to bring the trail back everywhere.',
      did: 'was taken away from the member accounts',
      plannedIf: 'another organization trail was made first, in the same bucket or a better one',
      look: see({
        'See in a member which trails it has left':
          'aws cloudtrail describe-trails --region {region} --include-shadow-trails',
      }),
    },
    'turn-off-validation': {
      description:
        'UpdateTrail with EnableLogFileValidation false: no digests are written, and altered files can no longer be told.',
      notRestorable: 'Digests of the time it was off; the digest chain is broken after an hour.',
      did: 'was kept from signing its log files',
      plannedIf: 'these logs need no proof, which is seldom so',
      look: see({
        'Prove the logs around it while their digests are there':
          'trailwarden verify --bucket <bucket> --trail {id} --from {since} --to {until}',
      }),
    },
    'change-key': {
      description:
        'Changes the KMS key of a trail, or removes it. With a key of the attacker the files become unreadable when they disable it.',
      notRestorable: 'Files written under a foreign key, once that key is disabled.',
      did: 'was given another key',
      plannedIf: 'the key is one of your log archive account, and its policy lets the readers read',
      look: see({
        'See whose key it was': 'aws kms describe-key --region {region} --key-id <other-key-arn>',
      }),
    },
    'disconnect-log-group': {
      description:
        'Removes or changes the log group or its role, so that metric filters and subscriptions hear nothing.',
      notRestorable: 'The CloudWatch Logs copy of the gap; the bucket has it.',
      keptRecording: true,
      did: 'was cut off from its log group',
      plannedIf: 'the alarms on the log group were moved to something else first',
      look: see({
        'See which alarms were deaf meanwhile':
          'aws logs describe-metric-filters --region {region} --log-group-name <log-group>',
      }),
    },
    'disconnect-topic': {
      description: 'Removes or changes the topic that announces each delivered file.',
      notRestorable: 'The announcements of the gap; the files themselves are delivered.',
      keptRecording: true,
      did: 'was cut off from its topic',
      plannedIf: 'the programs that read the files are told of them by the bucket now',
      look: see({
        'See who hears of new files':
          'aws sns list-subscriptions-by-topic --region {region} --topic-arn <topic-arn>',
      }),
    },
    'narrow-event-selectors': {
      description:
        'Replaces the event selectors by ones that leave events out. The trail logs on and says so. Without write management events EventBridge goes silent too.',
      notRestorable:
        'Events that were left out; management events stay in Event history for 90 days, data events exist only where another trail, an event data store or an access log had them.',
      did: 'was told to record less',
      plannedIf:
        'the cost of data events was the reason, and the owner of the logs agreed in writing',
      look: see({
        'See what is recorded now':
          'aws cloudtrail get-event-selectors --region {region} --trail-name {id}',
      }),
    },
    'narrow-advanced-selectors': {
      description:
        'Replaces the event selectors by advanced ones that leave events out, e.g. everything but reads. The trail logs on and says so.',
      notRestorable:
        'Events that were left out; management events stay in Event history for 90 days, data events exist only where something else recorded them.',
      did: 'was told to record less, by advanced selectors',
      plannedIf: 'the fields left out are those of a resource that was named in the change',
      look: see({
        'See what is recorded now, field by field':
          'aws cloudtrail get-event-selectors --region {region} --trail-name {id} --query AdvancedEventSelectors',
      }),
    },
    'drop-insights': {
      description:
        'Removes insight types, so that unusual call and error rates are no longer noticed.',
      notRestorable: 'Insights events of the gap.',
      keptRecording: true,
      did: 'was told to look for fewer Insights',
      plannedIf: 'the cost of Insights was the reason',
      look: see({
        'See which kinds of Insights are on':
          'aws cloudtrail get-insight-selectors --region {region} --trail-name {id}',
      }),
    },
    'change-tags': {
      description:
        'Removes or overwrites tags of a trail, which may take it out of the reach of policies, inventories and owners that go by tag.',
      notRestorable: 'Nothing is lost; what was allowed meanwhile has to be looked up.',
      keptRecording: true,
      did: 'was given other tags',
      plannedIf: 'a tagging policy was rolled out; ask what is allowed or denied by these tags',
      look: see({
        'See its tags': 'aws cloudtrail list-tags --region {region} --resource-id-list {id}',
      }),
    },
    'change-event-configuration': {
      description:
        'PutEventConfiguration with fewer aggregation templates: the summaries of data events, which people watch, are no longer written.',
      notRestorable: 'The summaries of the gap; the events themselves are in the log files.',
      keptRecording: true,
      did: 'was told to aggregate otherwise',
      plannedIf: 'the people who read the summaries asked for it',
      look: see({
        'See what is aggregated':
          'aws cloudtrail get-event-configuration --region {region} --trail-name {id}',
      }),
    },
  },
};
