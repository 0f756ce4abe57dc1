import type { DescribedTechnique } from '../../guidance/subject-guide';

export const divertTargetsGuide: DescribedTechnique = {
  description:
    'Removes the target of one of Trailwarden’s rules, or overwrites it with another place or another content. The rule itself looks untouched.',
  notRestorable: 'Events that went elsewhere meanwhile; the sweep looks at what they changed.',
  did: 'was diverted',
  plannedIf: 'the central bus moved, and a deployment says so',
};
