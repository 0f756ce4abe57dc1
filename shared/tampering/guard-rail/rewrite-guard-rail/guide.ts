import type { DescribedTechnique } from '../../guidance/subject-guide';

export const rewriteGuardRailGuide: DescribedTechnique = {
  description:
    'UpdatePolicy with a document that forbids less, or that forbids the warden to put things back. The policy stays attached and looks in force.',
  notRestorable: 'What was done while it was allowed.',
  did: 'was rewritten',
  plannedIf: 'the new text is in your repository, reviewed',
};
