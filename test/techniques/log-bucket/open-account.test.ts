import { expect, test } from '@jest/globals';
import type { PublicAccessBlock } from '../../../shared/domain/bucket-configurations';
import { openAccount } from '../../../shared/tampering/log-bucket/open-account/technique';
import {
  aLogBucket,
  aLogBucketSeen,
  aLogBucketState,
  aPlainLogBucketState,
} from '../../builders/log-bucket/a-log-bucket';
import { bucketCases, expected, must } from './cases';

bucketCases(openAccount);

const { detect, drill } = openAccount;
const NONE = aPlainLogBucketState().accountPublicAccessBlock as PublicAccessBlock;
const ALL = aLogBucketState().accountPublicAccessBlock as PublicAccessBlock;

test('open-account: an account without its block is found, on the guarded bucket', () => {
  const seen = aLogBucketSeen({ accountPublicAccessBlock: NONE });
  expect(detect(seen, expected)).toMatchObject({
    part: 'accountPublicAccessBlock',
    sentence:
      'The account of bucket trail-logs-444455556666 blocks less public access than it must.',
    expected: JSON.stringify(ALL),
    actual: JSON.stringify(NONE),
  });
});

test.each(Object.keys(ALL))('open-account: %s that is off is found alone', (name) => {
  const loose = { accountPublicAccessBlock: { ...ALL, [name]: false } };
  expect(detect(aLogBucketSeen(loose), expected)?.part).toBe('accountPublicAccessBlock');
});

test('open-account: a block that is tighter than it must be is no tampering', () => {
  const some = { accountPublicAccessBlock: { ...NONE, IgnorePublicAcls: true } };
  expect(detect(aLogBucketSeen(), must(some))).toBeUndefined();
  expect(detect(aLogBucketSeen(some), must({ accountPublicAccessBlock: NONE }))).toBeUndefined();
});

test('open-account: the bucket’s own block is another technique', () => {
  const own = aLogBucketSeen({ publicAccessBlock: NONE });
  expect(detect(own, expected)).toBeUndefined();
});

test('open-account: the drill removes the block of the account', () => {
  expect(drill(aLogBucket())).toEqual([
    {
      call: 's3control:DeletePublicAccessBlock',
      recordedAs: 'DeleteAccountPublicAccessBlock',
      region: 'us-east-1',
      input: { AccountId: '444455556666' },
    },
  ]);
});
