import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteRoleGuide: DescribedTechnique = {
  description:
    'Deletes a role that Trailwarden or a trail works with: the guard, the reader, a forwarder, or the trail’s role for CloudWatch Logs. All that it did is denied from then on.',
  notRestorable:
    'The role’s unique id: policies of others that named the role as principal must be saved again.',
  did: 'was deleted',
  plannedIf: 'a stack of ours was being taken down',
};
