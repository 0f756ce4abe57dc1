import type { DescribedTechnique } from '../../guidance/subject-guide';

export const crowdTargetsGuide: DescribedTechnique = {
  description:
    'Adds targets to one of Trailwarden’s rules. A stranger reads along, and when all five places are taken the rule’s own target cannot be put back.',
  notRestorable: 'What the foreign targets were sent meanwhile has been read.',
  did: 'was given foreign targets',
  plannedIf: 'a tool of yours listens to the same rule; give it a rule of its own',
  rotate: 'What the target was sent names people, addresses and trails.',
};
