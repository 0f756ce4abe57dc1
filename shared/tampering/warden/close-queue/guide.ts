import type { DescribedTechnique } from '../../guidance/subject-guide';

export const closeQueueGuide: DescribedTechnique = {
  description:
    'Changes the policy, the key, the redrive or the times of a queue that holds signals, or purges it. Signals are refused, expire, or wait unread.',
  notRestorable:
    'Messages that expired, were purged or were refused; the sweep looks at what they reported.',
  did: 'was changed',
  plannedIf: 'a deployment of ours changed the queue',
};
