import type { DescribedTechnique } from '../../guidance/subject-guide';

export const closeBusGuide: DescribedTechnique = {
  description:
    'Removes or replaces the policy that lets the organization’s accounts send to the central bus. No account’s changes arrive any more.',
  notRestorable:
    'Nothing that reached trailwarden-undelivered in the members; it must be sent again from there.',
  did: 'was given another policy',
  plannedIf: 'the organization’s id changed, and a deployment says so',
};
