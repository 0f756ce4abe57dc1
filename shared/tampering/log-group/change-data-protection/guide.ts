import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeDataProtectionGuide: DescribedTechnique = {
  description:
    'Changes the data protection policy of the group a trail sends to: with a mask of the attacker, addresses and credentials are missing from what people and subscribers see.',
  notRestorable:
    'Entries keep the mask they were written under; the trail’s bucket has them plain.',
  did: 'was made to mask its entries',
  plannedIf: 'the records hold personal data that readers must not see',
  look: ({ region, name }) => [
    {
      why: 'See what is masked',
      command: `aws logs get-data-protection-policy --region ${region} --log-group-identifier ${name}`,
    },
  ],
};
