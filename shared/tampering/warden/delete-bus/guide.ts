import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteBusGuide: DescribedTechnique = {
  description:
    'Deletes the bus to which every account reports. No account’s changes arrive any more; under the same name it has the same ARN, so the members’ rules need no change.',
  notRestorable:
    'Nothing that reached trailwarden-undelivered in the members; it must be sent again from there.',
  did: 'was deleted',
  plannedIf: 'a stack of ours was being taken down',
};
