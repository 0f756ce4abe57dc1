import type { DescribedTechnique } from '../../guidance/subject-guide';

export const silenceRuleGuide: DescribedTechnique = {
  description:
    'Disables one of Trailwarden’s rules, or gives it a pattern that matches nothing. What is done to trails next is noticed by the sweep only.',
  notRestorable: 'Events that nothing matched meanwhile; the sweep looks at what they changed.',
  did: 'was silenced',
  plannedIf: 'a stack of ours was being taken down',
};
