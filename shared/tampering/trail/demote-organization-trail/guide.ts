import type { DescribedTechnique } from '../../guidance/subject-guide';

export const demoteOrganizationTrailGuide: DescribedTechnique = {
  description:
    'UpdateTrail with IsOrganizationTrail false: the trail stays with its owner and is deleted from every member.',
  notRestorable: 'The gap in every member; AWS may take a day to bring the trail back everywhere.',
  did: 'was taken away from the member accounts',
  plannedIf: 'another organization trail was made first, in the same bucket or a better one',
  look: ({ region }) => [
    {
      why: 'See in a member which trails it has left',
      command: `aws cloudtrail describe-trails --region ${region} --include-shadow-trails`,
    },
  ],
};
