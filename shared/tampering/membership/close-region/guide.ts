import type { DescribedTechnique } from '../../guidance/subject-guide';

export const closeRegionGuide: DescribedTechnique = {
  description:
    'DisableRegion takes an opt-in Region from an account: IAM stops answering there, our rules with it, and what still runs there cannot be seen.',
  notRestorable:
    'What happened there meanwhile and was never forwarded. Opening a Region again takes minutes to hours.',
  did: 'was shut out of a Region',
  plannedIf: 'nothing runs in the Region any more',
  look: ({ accountId }) => [
    {
      why: `See which Regions are open, in ${accountId} itself`,
      command: 'aws account list-regions',
    },
  ],
};
