import type { DescribedTechnique } from '../../guidance/subject-guide';

export const makeRequesterPayGuide: DescribedTechnique = {
  description:
    'Turns Requester Pays on. CloudTrail cannot deliver to such a bucket, although every policy still looks right.',
  notRestorable: 'Nothing that CloudTrail can still deliver within 30 days.',
  did: 'was made to charge CloudTrail',
  neverPlanned: 'CloudTrail does not deliver to a bucket whose requester pays',
  look: ({ name }) => [
    {
      why: 'See who pays',
      command: `aws s3api get-bucket-request-payment --bucket ${name}`,
    },
  ],
};
