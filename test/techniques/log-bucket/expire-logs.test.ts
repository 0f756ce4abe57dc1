import { expect, test } from '@jest/globals';
import type { LifecycleRule } from '../../../shared/domain/bucket-configurations';
import { expireLogs } from '../../../shared/tampering/log-bucket/expire-logs/technique';
import { aLogBucketSeen } from '../../builders/log-bucket/a-log-bucket';
import { bucketCases, expected, must } from './cases';

bucketCases(expireLogs);

const { detect } = expireLogs;
const rules = (...Rules: readonly Partial<LifecycleRule>[]) => ({
  lifecycle: { Rules: Rules.map((rule) => ({ Status: 'Enabled' as const, ...rule })) },
});
const year = { Filter: { Prefix: '' }, Expiration: { Days: 365 } };
const logs = { Filter: { Prefix: 'AWSLogs/' } };

test('expire-logs: the rule of Stratus Red Team is found, although its prefix is a star', () => {
  const stratus = { ID: 'nuke', Filter: { Prefix: '*' }, Expiration: { Days: 1 } };
  expect(detect(aLogBucketSeen(rules(year, stratus)), expected)).toMatchObject({
    technique: 'expire-logs',
    part: 'lifecycle',
    sentence: 'Bucket trail-logs-444455556666 expires or moves log files sooner than it must.',
    actual: expect.stringContaining('"Days":1'),
  });
});

test.each<[string, Partial<LifecycleRule>]>([
  ['fewer days', { ...year, Expiration: { Days: 364 } }],
  ['a date', { ...year, Expiration: { Date: '2026-12-01T00:00:00.000Z' } }],
  [
    'versions that are not current',
    { ...year, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
  ],
  ['a transition', { ...year, Transitions: [{ Days: 0, StorageClass: 'DEEP_ARCHIVE' }] }],
  ['a transition of old versions', { NoncurrentVersionTransitions: [{ NoncurrentDays: 0 }] }],
  ['the old form of a prefix', { Prefix: '', Expiration: { Days: 1 } }],
])('expire-logs: a rule with %s is found', (_, rule) => {
  expect(detect(aLogBucketSeen(rules(rule)), expected)).toBeDefined();
});

test.each<[string, Partial<LifecycleRule>[]]>([
  ['no rules', []],
  ['more days', [{ ...year, Expiration: { Days: 400 } }]],
  ['a rule that is disabled', [year, { ...logs, Status: 'Disabled', Expiration: { Days: 1 } }]],
  ['a longer time for fewer files', [year, { ...logs, Expiration: { Days: 400 } }]],
  ['another name of the same rule', [{ ...year, ID: 'renamed' }]],
  ['the same prefix in the old form', [{ Prefix: '', Expiration: { Days: 365 } }]],
  ['unfinished uploads', [{ ...logs, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }]],
  ['delete markers', [{ ...logs, Expiration: { ExpiredObjectDeleteMarker: true } }]],
])('expire-logs: %s is no tampering', (_, Rules) => {
  expect(detect(aLogBucketSeen(rules(...Rules)), expected)).toBeUndefined();
});

test('expire-logs: a time that the baseline allows for one prefix is found on all files', () => {
  const baseline = must(rules({ ...logs, Expiration: { Days: 30 } }));
  const seen = aLogBucketSeen(rules({ ...year, Expiration: { Days: 30 } }));
  expect(detect(seen, baseline)).toBeDefined();
  expect(detect(aLogBucketSeen(rules({ ...logs, Expiration: { Days: 31 } })), baseline)).toBe(
    undefined,
  );
});

test('expire-logs: a rule that keeps fewer versions than the baseline is found', () => {
  const spared = (NewerNoncurrentVersions: number) =>
    rules({ NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions } });
  expect(detect(aLogBucketSeen(spared(1)), must(spared(3)))).toBeDefined();
  expect(detect(aLogBucketSeen(spared(5)), must(spared(3)))).toBeUndefined();
});

test('expire-logs: an earlier date is found, and a later one is not', () => {
  const on = (day: string) => rules({ ...year, Expiration: { Date: day } });
  const must2030 = must(on('2030-01-01T00:00:00.000Z'));
  expect(detect(aLogBucketSeen(on('2031-01-01T00:00:00.000Z')), must2030)).toBeUndefined();
  expect(detect(aLogBucketSeen(on('2029-01-01T00:00:00.000Z')), must2030)).toBeDefined();
});
