import { contain } from '../../guidance/containment';
import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeRoleTrustGuide: DescribedTechnique = {
  description:
    'Replaces the trust policy of a role that Trailwarden or a trail works with. Those who need the role are shut out, or strangers get in.',
  notRestorable:
    'What could not be done meanwhile; sessions that strangers took last until they end.',
  did: 'was made assumable by others',
  plannedIf: 'the responder’s role has another ARN, and a deployment says so',
  rotate:
    'An intruder who got in has a session of the role for an hour: end it, after the exemption without which Trailwarden would take the policy that ends it off again.',
  look: ({ id, region }) => contain({ actors: [id], region }).commands,
};
