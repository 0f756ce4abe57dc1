import type { DescribedTechnique } from '../../guidance/subject-guide';

export const dropSubscriptionGuide: DescribedTechnique = {
  description:
    'Ends or mutes a subscription of the topic that announces a trail’s files, so that the queue, function or person behind it is no longer told.',
  notRestorable:
    'Announcements of the gap. Endpoints by e-mail or HTTPS, and queues in other accounts, must confirm. A muted subscription is found: unsubscribe it by hand, and it is put back whole.',
  did: 'was robbed of a subscriber',
  plannedIf: 'its reader was taken down',
};
