import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteGuardRailGuide: DescribedTechnique = {
  description:
    'DetachPolicy and DeletePolicy: what the policy forbade is allowed, and its document is gone.',
  notRestorable:
    'Its id and ARN: the replacement has others, which a person must accept and put into the list of guard-rails. What was done while it was allowed.',
  did: 'was deleted',
  plannedIf: 'another policy says the same, and was attached before',
};
