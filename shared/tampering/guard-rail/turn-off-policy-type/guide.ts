import type { DescribedTechnique } from '../../guidance/subject-guide';

export const turnOffPolicyTypeGuide: DescribedTechnique = {
  description:
    'DisablePolicyType on the root: every service or resource control policy of the organization is detached from everything at once.',
  notRestorable:
    'Attachments of policies that are not guarded. What was done while it was allowed.',
  did: 'was turned off with its whole type',
  neverPlanned: 'every policy of the type stops everywhere at once',
  look: () => [
    {
      why: 'See which types are on, in the management account',
      command: "aws organizations list-roots --query 'Roots[].PolicyTypes'",
    },
  ],
};
