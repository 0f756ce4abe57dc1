import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeTopicPolicyGuide: DescribedTechnique = {
  description:
    'Changes who may publish to the topic and subscribe to it. Without CloudTrail in it, no file is announced any more, and the trail itself cannot be changed or made again.',
  notRestorable: 'Announcements of the gap; new subscriptions of that time stay.',
  did: 'was given another policy',
  plannedIf: 'a subscriber of yours was let in',
};
