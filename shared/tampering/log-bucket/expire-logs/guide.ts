import type { DescribedTechnique } from '../../guidance/subject-guide';

export const expireLogsGuide: DescribedTechnique = {
  description:
    'Adds a lifecycle rule to the log bucket, or shortens one, so that S3 itself deletes or moves the log files, without a record. A lifecycle that is taken away keeps more: it is left as it is, and the incident, plan and baseline diff say so.',
  notRestorable:
    'Files that expired before the rule was taken away, unless the bucket is versioned: then their delete markers can be removed by hand.',
  did: 'was told to expire log files sooner',
  plannedIf: 'how long logs are kept was shortened on purpose, by the people who answer for it',
  look: ({ name }) => [
    {
      why: 'See which rules there are',
      command: `aws s3api get-bucket-lifecycle-configuration --bucket ${name}`,
    },
  ],
};
