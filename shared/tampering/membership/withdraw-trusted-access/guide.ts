import type { DescribedTechnique } from '../../guidance/subject-guide';

export const withdrawTrustedAccessGuide: DescribedTechnique = {
  description:
    'DisableAWSServiceAccess takes CloudTrail, stack sets or a service that watches beside us out of the member accounts. Organization trails vanish from every member.',
  notRestorable:
    'The gap in every member; AWS may take a day to bring the organization trails back everywhere.',
  did: 'was made to trust a service no longer',
  plannedIf: 'the service was given up in every account first',
  look: ({ region }) => [
    {
      why: 'See which organization trails are left, in the management account',
      command: `aws cloudtrail describe-trails --region ${region}`,
    },
  ],
};
