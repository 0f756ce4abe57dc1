import { type DescribedGuide, wordsFor } from '../guidance/subject-guide';
import { changeDataProtectionGuide } from './change-data-protection/guide';
import { changeLogGroupClassGuide } from './change-log-group-class/guide';
import { changeLogGroupKeyGuide } from './change-log-group-key/guide';
import { deleteLogGroupGuide } from './delete-log-group/guide';
import { redirectSubscriptionGuide } from './redirect-subscription/guide';
import { shortenRetentionGuide } from './shorten-retention/guide';

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
    'delete-log-group': deleteLogGroupGuide,
    'change-log-group-class': changeLogGroupClassGuide,
    'shorten-retention': shortenRetentionGuide,
    'redirect-subscription': redirectSubscriptionGuide,
    'change-log-group-key': changeLogGroupKeyGuide,
    'change-data-protection': changeDataProtectionGuide,
  },
};
