import type { DescribedTechnique } from '../../guidance/subject-guide';

export const turnOffValidationGuide: DescribedTechnique = {
  description:
    'UpdateTrail with EnableLogFileValidation false: no digests are written, and altered files can no longer be told.',
  notRestorable: 'Digests of the time it was off; the digest chain is broken after an hour.',
  did: 'was kept from signing its log files',
  plannedIf: 'these logs need no proof, which is seldom so',
  look: ({ id, since, until }) => [
    {
      why: 'Prove the logs around it while their digests are there',
      command: `trailwarden verify --bucket <bucket> --trail ${id} --from ${since} --to ${until}`,
    },
  ],
};
