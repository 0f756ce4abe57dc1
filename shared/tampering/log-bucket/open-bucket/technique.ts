import type { ObjectOwnership } from '../../../domain/bucket-configurations';
import { bucketName } from '../../../domain/log-bucket';
import { same } from '../../../domain/same';
import type { Subject } from '../../../domain/subject';
import type { TamperingCall, Technique } from '../../../domain/technique';
import { blocksLess } from '../blocks-less';
import { bucketChanged, judged } from '../bucket-changed';

const JUDGES = [
  judged('publicAccessBlock', blocksLess),
  judged('acl', (must, is) =>
    is.Grants.some((grant) => !must.Grants.some((before) => same(before, grant))),
  ),
  judged('ownership', (must, is) => STRENGTH.indexOf(is) < STRENGTH.indexOf(must)),
];

/** An account by the canonical id that S3 knows it by. */
const STRANGER = 'f'.repeat(64);

/** From the weakest: with the last one ACLs count for nothing. [D] about-object-ownership */
const STRENGTH: readonly ObjectOwnership[] = [
  'ObjectWriter',
  'BucketOwnerPreferred',
  'BucketOwnerEnforced',
];

/**
 * Each lock of the bucket against strangers: public access block, grants, ownership. One that is
 * tighter than it must be is no finding. The block of the whole account is open-account.
 */
export const openBucket: Technique<'log-bucket'> = {
  id: 'open-bucket',
  title: 'Open the log bucket to strangers',
  subject: 'log-bucket',
  severity: 'medium',
  row: 'S3-09',
  mitre: ['T1222', 'T1530', 'T1685.002', 'T1562.008'],
  events: {
    's3.amazonaws.com': [
      'PutBucketAcl',
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutBucketOwnershipControls',
      'DeleteBucketOwnershipControls',
    ],
  },
  parts: ['publicAccessBlock', 'acl', 'ownership'],
  detect: bucketChanged({
    technique: 'open-bucket',
    judges: JUDGES,
    sentence: (name) => `Bucket ${name} is more open than it must be.`,
  }),
  drill,
};

/**
 * In this order: with ACLs off, S3 refuses a grant. To one stranger: a grant to everybody is refused while the
 * account has its block.
 */
function drill({ id, region }: Subject<'log-bucket'>): readonly TamperingCall[] {
  const Bucket = bucketName(id);
  return [
    {
      call: 's3:DeletePublicAccessBlock',
      recordedAs: 'DeleteBucketPublicAccessBlock',
      region,
      input: { Bucket },
    },
    {
      call: 's3:PutBucketOwnershipControls',
      region,
      input: { Bucket, OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
    },
    { call: 's3:PutBucketAcl', region, input: { Bucket, GrantRead: `id="${STRANGER}"` } },
  ];
}
