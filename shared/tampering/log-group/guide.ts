import { type DescribedGuide, see, wordsFor } from '../guidance/subject-guide';

export const logGroupGuide: DescribedGuide = {
  headline: wordsFor(
    ({ subjectId }) => `Log group ${subjectId.split(':log-group:')[1] ?? subjectId}`,
  ),
  howToTell:
    'The owner of the alarms on this group knows: metric filters and subscriptions live in it. Cost is the usual honest reason.',
  preserve:
    'The trail’s bucket has the same records; what only the group had (its streams’ times, its alarms’ history) is exported now or lost.',
  rotate:
    'Nothing by itself; if a subscription sent the records elsewhere, treat what it was sent as read.',
  ifItContinues: 'Until then, send the alarms to their readers in a second way.',
  held: ({ id }) => ({ resources: [id, `${id}:*`] }),
  look: see({
    'See the group, its retention and its key':
      'aws logs describe-log-groups --region {region} --log-group-name-pattern {name}',
  }),
  techniques: {
    'delete-log-group': {
      description:
        'Calls DeleteLogGroup on the group a trail sends to. Its entries, the alarms that count them and everybody who subscribes to them are cut off at once.',
      notRestorable: 'The entries in the group; the trail’s bucket has the same records.',
      did: 'was deleted',
      plannedIf: 'the trail was given another group first',
    },
    'change-log-group-class': {
      description:
        'Deletes the group a trail sends to, and makes one of its name in the class INFREQUENT_ACCESS or DELIVERY. It takes no filters: alarms and readers are cut off.',
      notRestorable: 'The entries of the deleted group; the trail’s bucket has the same records.',
      did: 'was made again in a lesser class',
      plannedIf: 'cost was the reason, and no alarm and no reader lives in it',
      look: see({
        'If its entries are to be kept, export them first, to a bucket that CloudWatch Logs may write to':
          'aws logs create-export-task --region {region} --log-group-name {name} --from 0 --to 4102444800000 --destination <bucket>',
        'Delete it, with an administrator’s role of its account: it is made again at once, as its baseline says':
          'aws logs delete-log-group --region {region} --log-group-name {name}',
      }),
    },
    'shorten-retention': {
      description:
        'Calls PutRetentionPolicy with fewer days than before. CloudWatch Logs then deletes what is older, within three days.',
      notRestorable:
        'Entries that were deleted meanwhile; the trail’s bucket has the same records.',
      did: 'was told to keep its entries for less long',
      plannedIf: 'the cost of storage was the reason, and no search goes further back',
    },
    'redirect-subscription': {
      description:
        'Removes or overwrites a subscription filter of the group a trail sends to, so that a SIEM or another reader no longer gets the records, or gets fewer.',
      notRestorable: 'What was not sent meanwhile; the log group and the trail’s bucket have it.',
      did: 'was made to send its entries elsewhere or nowhere',
      plannedIf: 'the other destination is yours',
      rotate: 'Everything the trail recorded since went to that destination.',
      look: see({
        'See where records are sent':
          'aws logs describe-subscription-filters --region {region} --log-group-name {name}',
      }),
    },
    'change-log-group-key': {
      description:
        'Gives the group a trail sends to another KMS key, or takes its key away. Under a key of the attacker new entries become unreadable when they disable it.',
      notRestorable: 'Entries written under a foreign key, once that key is disabled.',
      did: 'was given another key',
      plannedIf: 'the key is yours',
      look: see({
        'See whose key it is': 'aws kms describe-key --region {region} --key-id <other-key-arn>',
      }),
    },
    'change-data-protection': {
      description:
        'Changes the data protection policy of the group a trail sends to: with a mask of the attacker, addresses and credentials are missing from what people and subscribers see.',
      notRestorable:
        'Entries keep the mask they were written under; the trail’s bucket has them plain.',
      did: 'was made to mask its entries',
      plannedIf: 'the records hold personal data that readers must not see',
      look: see({
        'See what is masked':
          'aws logs get-data-protection-policy --region {region} --log-group-identifier {name}',
      }),
    },
  },
};
