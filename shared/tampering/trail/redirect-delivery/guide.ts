import type { DescribedTechnique } from '../../guidance/subject-guide';

export const redirectDeliveryGuide: DescribedTechnique = {
  description:
    'Changes the bucket or the prefix with UpdateTrail. The trail logs on, into a place its owner does not read.',
  notRestorable:
    'What was delivered to the other bucket meanwhile; copy it from there, and treat it as leaked.',
  did: 'was given another place to deliver to',
  plannedIf: 'the other bucket belongs to your log archive account',
  rotate:
    'Log files hold names, addresses and parameters: treat what went to a stranger’s bucket as read.',
  look: () => [
    {
      why: 'List what went to the other bucket, as its owner',
      command: 'aws s3api list-objects-v2 --bucket <other-bucket> --prefix AWSLogs/',
    },
  ],
};
