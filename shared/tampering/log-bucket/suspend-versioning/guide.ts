import type { DescribedTechnique } from '../../guidance/subject-guide';

export const suspendVersioningGuide: DescribedTechnique = {
  description:
    'Suspends versioning, so that log files that are overwritten or deleted from then on are gone. Replication stops with it.',
  notRestorable:
    'Files that were overwritten or deleted meanwhile. MFA delete: only the root user with the device can turn it on or off, so it is kept in the baseline and not judged.',
  did: 'was kept from keeping versions',
  neverPlanned: 'a bucket with logs has no reason to lose its versions',
  look: ({ name }) => [
    { why: 'See its versioning', command: `aws s3api get-bucket-versioning --bucket ${name}` },
  ],
};
