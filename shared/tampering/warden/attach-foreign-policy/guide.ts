import type { DescribedTechnique } from '../../guidance/subject-guide';
import { seePolicies } from '../see-policies';

export const attachForeignPolicyGuide: DescribedTechnique = {
  description:
    'Attaches a managed policy, such as AWSDenyAll, to a role that Trailwarden or a trail works with. It overrules the role’s own rights or widens them.',
  notRestorable: 'What was denied, or allowed, meanwhile.',
  did: 'was given foreign managed policies',
  plannedIf: 'a tool attaches a policy to every role; leave ours out of it',
  look: seePolicies,
};
