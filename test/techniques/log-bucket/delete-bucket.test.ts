import { expect, test } from '@jest/globals';
import { logBucketParts } from '../../../shared/domain/log-bucket';
import { deleteBucket } from '../../../shared/tampering/log-bucket/delete-bucket/technique';
import { at } from '../../builders/at';
import { aLogBucket, aLogBucketSeen } from '../../builders/log-bucket/a-log-bucket';
import { expected } from './cases';

const { detect, drill } = deleteBucket;

test('delete-bucket: a bucket that is gone is found', () => {
  const gone = { kind: 'absent', subject: aLogBucket(), observedAt: at(60) } as const;
  expect(detect(gone, expected)).toEqual({
    technique: 'delete-bucket',
    part: 'isOurs',
    expected: 'a bucket of this account',
    actual: 'no bucket of this name',
    sentence: 'Bucket trail-logs-444455556666 was deleted.',
    healed: false,
  });
});

test('delete-bucket: a name that another account has taken is told as such', () => {
  expect(detect(aLogBucketSeen({ isOurs: false }), expected)).toMatchObject({
    actual: 'a bucket of another account',
    sentence: 'Bucket trail-logs-444455556666 was deleted, and another account has taken its name.',
  });
});

test('delete-bucket: a bucket that exists is not found, even if it was changed', () => {
  expect(detect(aLogBucketSeen({ policy: '', versioning: {} }), expected)).toBeUndefined();
});

test('delete-bucket: a bucket that has the name after a deletion is read whole', () => {
  expect(deleteBucket.parts).toEqual(logBucketParts);
});

test('delete-bucket: the drill deletes the bucket by its name', () => {
  expect(drill(aLogBucket())).toEqual([
    {
      call: 's3:DeleteBucket',
      region: 'us-east-1',
      input: { Bucket: 'trail-logs-444455556666' },
    },
  ]);
});
