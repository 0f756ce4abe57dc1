import type { DescribedTechnique } from '../../guidance/subject-guide';

export const boundFreeRoleGuide: DescribedTechnique = {
  description:
    'Puts a permissions boundary on a role that has none, such as the trail’s role for CloudWatch Logs. Its rights end where the boundary ends: delete it with DeleteRolePermissionsBoundary.',
  notRestorable: 'What was denied meanwhile.',
  did: 'was given a boundary',
  plannedIf: 'a landing zone bounds every role; leave ours out of it',
};
