import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteRuleGuide: DescribedTechnique = {
  description:
    'Removes the targets of one of Trailwarden’s rules, then the rule. Changes of this account and Region are no longer reported.',
  notRestorable: 'Events that nothing matched meanwhile; the sweep looks at what they changed.',
  did: 'was deleted',
  plannedIf: 'the account left the StackSet on purpose',
};
