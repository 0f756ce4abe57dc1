import type { DescribedTechnique } from '../../guidance/subject-guide';
import { seePolicies } from '../see-policies';

export const stripRoleGuide: DescribedTechnique = {
  description:
    'Removes, overwrites or detaches a policy of a role that Trailwarden or a trail works with. Restorations, reports or deliveries are denied from then on.',
  notRestorable: 'What was denied meanwhile; the next check does it.',
  did: 'was stripped of rights',
  plannedIf: 'a deployment of ours replaced the policy',
  look: seePolicies,
};
