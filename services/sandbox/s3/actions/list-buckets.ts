import type { Action } from '../../core/service';
import { canonicalId } from '../configurations/acl-grants';
import { recordedParameters } from '../recorded-parameters';

export const listBuckets: Action = {
  readOnly: true,
  permission: 's3:ListAllMyBuckets',
  resource: () => '*',
  rest: {
    method: 'GET',
    path: '/',
    query: { prefix: 'Prefix', 'bucket-region': 'BucketRegion' },
    answer: { root: 'ListAllMyBucketsResult' },
  },
  handle: ({ accountId, input: { Prefix = '', BucketRegion } }, world) => ({
    Owner: { ID: canonicalId(accountId) },
    Buckets: {
      Bucket: [...world.s3.buckets.values()]
        .filter((bucket) => bucket.accountId === accountId)
        .filter(({ name }) => name.startsWith(String(Prefix)))
        .filter(({ region }) => BucketRegion === undefined || region === BucketRegion)
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, arn, region, createdAt }) => ({
          Name: name,
          CreationDate: createdAt,
          BucketRegion: region,
          BucketArn: arn,
        })),
    },
  }),
  record: (call) => ({ requestParameters: recordedParameters(call) }),
};
