import {
  CreateBucketCommand,
  type LifecycleRule,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keepLifecycles } from '../../../services/sandbox/s3/keep-lifecycles';
import { type BucketsUnderTest, bucketsUnderTest, logArchive } from './buckets-under-test';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let under: BucketsUnderTest;

beforeAll(async () => {
  under = await bucketsUnderTest();
  keepLifecycles(under.sandbox.world);
});
afterAll(() => under.close());

/** A client of its own for each call: one that lived before the clock was moved would sign by the time it was told then. */
const s3 = () => under.s3(logArchive);

const clock = () => under.sandbox.world.clock;

/** Every test begins at half past ten in UTC, as AWS's own example does. */
function untilHalfPastTen(): void {
  const at = under.sandbox.world.now().getTime() % DAY_MS;
  clock().advance((10.5 * HOUR_MS - at + DAY_MS) % DAY_MS);
}

async function bucketWith(Bucket: string, rule: Partial<LifecycleRule>, isVersioned = false) {
  const ObjectLockEnabledForBucket = Bucket === 'expiring-locked';
  await s3().send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket }));
  if (isVersioned) {
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3().send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  const Rules = [{ Status: 'Enabled' as const, Filter: { Prefix: 'AWSLogs/' }, ...rule }];
  const LifecycleConfiguration = { Rules };
  await s3().send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
  untilHalfPastTen();
}

const put = (Bucket: string, Key: string, more = {}) =>
  s3().send(new PutObjectCommand({ Bucket, Key, Body: Key, ...more }));

/** Keys of versions and of delete markers, each with how often. */
async function listed(Bucket: string) {
  const { Versions = [], DeleteMarkers = [] } = await s3().send(
    new ListObjectVersionsCommand({ Bucket }),
  );
  const keys = (list: readonly { readonly Key?: string | undefined }[]) =>
    list.map(({ Key }) => Key).sort();
  return { versions: keys(Versions), markers: keys(DeleteMarkers) };
}

test('an object of a rule expires at the midnight after its days, and other objects stay', async () => {
  const Bucket = 'expiring-plain';
  await bucketWith(Bucket, { Expiration: { Days: 3 } });
  await put(Bucket, 'AWSLogs/a');
  await put(Bucket, 'elsewhere');
  clock().advance(3 * DAY_MS + 13 * HOUR_MS); // the third day after it, at half past eleven at night
  expect((await listed(Bucket)).versions).toEqual(['AWSLogs/a', 'elsewhere']);
  clock().advance(HOUR_MS);
  expect(await listed(Bucket)).toEqual({ versions: ['elsewhere'], markers: [] });
});

test('in a versioned bucket an object first gets a delete marker, then expires, and then the marker does', async () => {
  const Bucket = 'expiring-versions';
  const NoncurrentVersionExpiration = { NoncurrentDays: 2 };
  await bucketWith(Bucket, { Expiration: { Days: 1 }, NoncurrentVersionExpiration }, true);
  await put(Bucket, 'AWSLogs/a');
  clock().advance(2 * DAY_MS);
  expect(await listed(Bucket)).toEqual({ versions: ['AWSLogs/a'], markers: ['AWSLogs/a'] });
  clock().advance(3 * DAY_MS);
  expect(await listed(Bucket)).toEqual({ versions: [], markers: [] });
});

test('an object under Object Lock outlives a lifecycle rule', async () => {
  const Bucket = 'expiring-locked';
  const NoncurrentVersionExpiration = { NoncurrentDays: 1 };
  await bucketWith(Bucket, { Expiration: { Days: 1 }, NoncurrentVersionExpiration });
  const until = new Date(under.sandbox.world.now().getTime() + 30 * DAY_MS);
  const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until } as const;
  await put(Bucket, 'AWSLogs/kept', { ...lock, ChecksumAlgorithm: 'CRC32' });
  clock().advance(20 * DAY_MS);
  const { versions, markers } = await listed(Bucket);
  expect({ versions, markers }).toEqual({ versions: ['AWSLogs/kept'], markers: ['AWSLogs/kept'] });
  clock().advance(20 * DAY_MS);
  expect((await listed(Bucket)).versions).toEqual([]);
});

test('a disabled rule, or one for a tag or another size, expires no object', async () => {
  const rules: readonly Partial<LifecycleRule>[] = [
    { Status: 'Disabled' },
    { Filter: { Tag: { Key: 'class', Value: 'short' } } },
    { Filter: { ObjectSizeGreaterThan: 1_000 } },
    { Filter: { And: { Prefix: 'AWSLogs/', ObjectSizeLessThan: 2 } } },
  ];
  for (const [at, rule] of rules.entries()) {
    const Bucket = `expiring-not-${at}`;
    await bucketWith(Bucket, { Expiration: { Days: 1 }, ...rule });
    await put(Bucket, 'AWSLogs/a');
  }
  clock().advance(10 * DAY_MS);
  const left = await Promise.all(rules.map((_, at) => listed(`expiring-not-${at}`)));
  expect(left.map(({ versions }) => versions)).toEqual(rules.map(() => ['AWSLogs/a']));
});
