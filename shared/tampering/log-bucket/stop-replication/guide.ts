import type { DescribedTechnique } from '../../guidance/subject-guide';

export const stopReplicationGuide: DescribedTechnique = {
  description:
    'Removes the replication that keeps a second copy of the log files, or points it at a bucket of the attacker’s.',
  notRestorable:
    'Files that were delivered meanwhile are not copied by themselves (S3 Batch Replication does it), and copies that left are out.',
  did: 'was kept from being replicated',
  plannedIf: 'the copy moved to another bucket of yours',
  rotate: 'A replication to a stranger’s bucket has read every file since: treat them as read.',
  look: ({ name }) => [
    {
      why: 'See where files are copied',
      command: `aws s3api get-bucket-replication --bucket ${name}`,
    },
  ],
};
