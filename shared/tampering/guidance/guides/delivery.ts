import { lastPart, type SubjectGuide, see } from '../subject-guide';

/** A trail that logs and does not deliver. The error and the names are in what was noted with it. */
export const deliveryGuide: SubjectGuide = {
  headline: {
    called: (incident) => `Trail ${lastPart(incident)}`,
    back: 'it delivers again',
    notYet: 'it does not deliver yet',
    asFound: true,
  },
  howToTell:
    'A trail that does not deliver is never planned, but its cause may have been. Look at the calls on the bucket, key, log group, topic and role before the last delivery.',
  preserve:
    'CloudTrail tries again for 30 days: mend it within them. Management events are in Event history for 90.',
  rotate: 'Nothing for this alone. If a foreign key or bucket is the cause, see its own incident.',
  ifItContinues:
    'Give the trail another destination on purpose (an exemption first, then trailwarden baseline accept), and find the cause afterwards.',
  look: see({
    'See what CloudTrail says of its deliveries':
      'aws cloudtrail get-trail-status --region {region} --name {id}',
    'See where it delivers': 'aws cloudtrail get-trail --region {region} --name {id}',
  }),
  techniques: {
    'DLV-01': {
      did: 'was kept from delivering to its bucket',
      plannedIf: 'the archive is being moved',
      look: see({
        'See whether the bucket lets CloudTrail in, in the account that owns it':
          'aws s3api get-bucket-policy --bucket <bucket> --query Policy --output text',
      }),
    },
    'DLV-02': {
      did: 'was kept from delivering digests',
      plannedIf: 'validation was turned off and on with the trail’s owner knowing',
      look: see({
        'See from which hour on nothing is proven':
          'trailwarden verify --bucket <bucket> --trail {id} --from {since}',
      }),
    },
    'DLV-03': {
      did: 'was kept from writing to its log group',
      plannedIf: 'the log group or its role is being replaced',
      look: see({
        'See the role that writes to the group': 'aws iam get-role --role-name <role>',
      }),
    },
    'DLV-04': {
      did: 'was kept from announcing its files',
      plannedIf: 'the topic is being replaced',
      look: see({
        'See whether the topic lets CloudTrail publish':
          'aws sns get-topic-attributes --region {region} --topic-arn <topic-arn>',
      }),
    },
  },
};
