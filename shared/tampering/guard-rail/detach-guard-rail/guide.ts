import type { DescribedTechnique } from '../../guidance/subject-guide';

export const detachGuardRailGuide: DescribedTechnique = {
  description:
    'DetachPolicy from a root, unit or account: what the policy forbade is allowed there at once.',
  notRestorable: 'What was done while it was allowed.',
  did: 'was detached',
  plannedIf: 'the account or unit was moved under another that has the policy',
};
