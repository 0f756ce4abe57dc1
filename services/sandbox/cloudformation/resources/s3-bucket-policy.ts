import { inert } from './inert';

export const s3BucketPolicy = inert({
  type: 'AWS::S3::BucketPolicy',
  properties: ['Bucket', 'PolicyDocument'],
  name: 'Bucket',
});
