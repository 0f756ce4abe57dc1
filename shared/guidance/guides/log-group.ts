import { type SubjectGuide, wordsFor } from '../subject-guide';

export const logGroupGuide: SubjectGuide = {
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
  held: ({ id }) => ({
    actions: [
      ...['DeleteLogGroup', 'CreateLogGroup', 'PutRetentionPolicy', 'PutSubscriptionFilter'],
      ...['DeleteSubscriptionFilter', 'AssociateKmsKey', 'PutDataProtectionPolicy'],
    ].map((name) => `logs:${name}`),
    resources: [id, `${id}:*`],
  }),
  look: ({ name, region }) => [
    {
      why: 'See the group, its retention and its key',
      command: `aws logs describe-log-groups --region ${region} --log-group-name-pattern ${name}`,
    },
  ],
  techniques: {
    'delete-log-group': {
      did: 'was deleted',
      plannedIf: 'the trail was given another group first',
    },
    'change-log-group-class': {
      did: 'was made again in a lesser class',
      plannedIf: 'cost was the reason, and no alarm and no reader lives in it',
      look: ({ region, name }) => [
        {
          why: 'If its entries are to be kept, export them first, to a bucket that CloudWatch Logs may write to',
          command: `aws logs create-export-task --region ${region} --log-group-name ${name} --from 0 --to 4102444800000 --destination <bucket>`,
        },
        {
          why: 'Delete it, with an administrator’s role of its account: it is made again at once, as its baseline says',
          command: `aws logs delete-log-group --region ${region} --log-group-name ${name}`,
        },
      ],
    },
    'shorten-retention': {
      did: 'was told to keep its entries for less long',
      plannedIf: 'the cost of storage was the reason, and no search goes further back',
    },
    'redirect-subscription': {
      did: 'was made to send its entries elsewhere or nowhere',
      plannedIf: 'the other destination is yours',
      rotate: 'Everything the trail recorded since went to that destination.',
      look: ({ region, name }) => [
        {
          why: 'See where records are sent',
          command: `aws logs describe-subscription-filters --region ${region} --log-group-name ${name}`,
        },
      ],
    },
    'change-log-group-key': {
      did: 'was given another key',
      plannedIf: 'the key is yours',
      look: ({ region }) => [
        {
          why: 'See whose key it is',
          command: `aws kms describe-key --region ${region} --key-id <other-key-arn>`,
        },
      ],
    },
    'change-data-protection': {
      did: 'was made to mask its entries',
      plannedIf: 'the records hold personal data that readers must not see',
      look: ({ region, name }) => [
        {
          why: 'See what is masked',
          command: `aws logs get-data-protection-policy --region ${region} --log-group-identifier ${name}`,
        },
      ],
    },
  },
};
