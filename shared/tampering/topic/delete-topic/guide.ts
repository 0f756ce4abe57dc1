import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteTopicGuide: DescribedTechnique = {
  description:
    'Calls DeleteTopic on the topic that announces a trail’s files. The files still arrive, but their readers are no longer told.',
  notRestorable:
    'Announcements of the gap. Subscriptions by e-mail or HTTPS, and those of queues in other accounts, work again only when the endpoint has confirmed them.',
  did: 'was deleted',
  plannedIf: 'every reader was moved to another way of being told',
};
