import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeRoleBoundaryGuide: DescribedTechnique = {
  description:
    'Replaces or removes the permissions boundary of a role that Trailwarden works with. A narrower one stops restorations; without one the role may be given any right.',
  notRestorable: 'What was denied, or allowed, meanwhile.',
  did: 'was given another boundary',
  plannedIf: 'a landing zone bounds every role; leave ours out of it',
};
