import type { DescribedTechnique } from '../../guidance/subject-guide';

export const weakenObjectLockGuide: DescribedTechnique = {
  description:
    'Removes or shortens the default retention of the log bucket, or makes it one that permissions can bypass. New log files can then be deleted.',
  notRestorable:
    'Files that were delivered meanwhile keep the retention they came with, or none, and those without may have been deleted.',
  did: 'was made to lock log files less',
  plannedIf: 'a shorter retention was agreed with the people who answer for the logs',
  look: ({ name }) => [
    {
      why: 'See the retention of new files',
      command: `aws s3api get-object-lock-configuration --bucket ${name}`,
    },
  ],
};
