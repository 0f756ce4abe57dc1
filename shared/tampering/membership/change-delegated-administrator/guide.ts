import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeDelegatedAdministratorGuide: DescribedTechnique = {
  description:
    'Registers an account that may then change every organization trail, or takes the rights of the one that guards them. Trails that an administrator made stay.',
  notRestorable:
    'Nothing is lost; what the administrator changed meanwhile is found on the trails.',
  did: 'was given another administrator of CloudTrail',
  plannedIf: 'security moved to another account of yours, and that account has its trails',
};
