import type { DescribedTechnique } from '../../guidance/subject-guide';
import { seePolicies } from '../see-policies';

export const denyRoleGuide: DescribedTechnique = {
  description:
    'Adds an inline policy to a role that Trailwarden or a trail works with. A Deny in it stops restorations; an Allow makes the role a way in.',
  notRestorable: 'What was denied, or allowed, meanwhile.',
  did: 'was given foreign inline policies',
  neverPlanned: 'no inline policy but ours belongs there',
  look: seePolicies,
};
