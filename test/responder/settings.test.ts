import { expect, test } from '@jest/globals';
import { readSettings } from '../../services/responder/settings';

const SEAL_KEY = 'arn:aws:kms:us-east-1:222233334444:key/0a1b2c3d-1111-4222-8333-444455556666';
const MAC_KEY = SEAL_KEY.replace('0a1b2c3d', '4e5f6a7b');

const env = {
  TRAILWARDEN_TABLE: 'trailwarden',
  TRAILWARDEN_GUARD_ROLE: 'trailwarden-guard',
  TRAILWARDEN_SIGNALS_URL: 'https://queue.example/signals',
  TRAILWARDEN_DEAD_LETTERS_URL: 'https://queue.example/dead-letters',
  TRAILWARDEN_SEAL_KEY: SEAL_KEY,
  TRAILWARDEN_MAC_KEY: MAC_KEY,
};

test('the settings of serverless.yml are complete', () => {
  expect(readSettings(env)).toEqual({
    table: 'trailwarden',
    guardRole: 'trailwarden-guard',
    spareRole: 'trailwarden-spare',
    signalsUrl: 'https://queue.example/signals',
    deadLettersUrl: 'https://queue.example/dead-letters',
    escalateAfter: 5,
    delivery: { lateAfterMs: 90 * 60_000, digestLateAfterMs: 180 * 60_000 },
    deafMs: 200_000,
    sealKeys: { seal: SEAL_KEY, mac: MAC_KEY },
    partition: 'aws',
    undoReported: [],
    undoRole: 'trailwarden-undo',
    bucketRole: 'trailwarden-bucket-guard',
    protected: {
      partition: 'aws',
      homeRegion: 'us-east-1',
      securityAccountId: '',
      bucketUnits: [],
      buckets: [],
      keys: [],
      topics: [],
      guardRails: [],
      governedRegions: [],
    },
  });
});

test.each([
  ['none', undefined],
  ['tagged', 'tagged'],
  ['all', 'all'],
])('buckets without logs are guarded as BucketGuard=%s says', (guard, bucketGuard) => {
  const { protected: what } = readSettings({ ...env, TRAILWARDEN_BUCKET_GUARD: guard });
  expect(what.bucketGuard).toBe(bucketGuard);
});

test('another BucketGuard is refused in one sentence', () => {
  expect(() => readSettings({ ...env, TRAILWARDEN_BUCKET_GUARD: 'some' })).toThrow(
    'TRAILWARDEN_BUCKET_GUARD must be none, tagged or all.',
  );
});

test('the guarded subjects besides trails are read as lists', () => {
  const { protected: what } = readSettings({
    ...env,
    TRAILWARDEN_BUCKETS: 'logs, more-logs',
    TRAILWARDEN_LOG_ARCHIVE_ACCOUNT: '333344445555',
  });
  expect(what).toMatchObject({
    buckets: ['logs', 'more-logs'],
    logArchiveAccountId: '333344445555',
  });
});

test.each(Object.keys(env))('without %s the responder does not start, and says so', (name) => {
  expect(() => readSettings({ ...env, [name]: undefined })).toThrow(
    `${name} is not set; deploy the function with serverless.yml.`,
  );
});

test.each(['0', '-1', '2.5', 'often'])('a fight cannot begin after %j events', (given) => {
  expect(() => readSettings({ ...env, TRAILWARDEN_ESCALATE_AFTER: given })).toThrow(
    'TRAILWARDEN_ESCALATE_AFTER must be a whole number of at least 1.',
  );
});

test.each(['TRAILWARDEN_DELIVERY_LATE_AFTER', 'TRAILWARDEN_DIGEST_LATE_AFTER'])(
  '%s is a whole number of minutes',
  (name) => {
    const { lateAfterMs, digestLateAfterMs } = readSettings({ ...env, [name]: '45' }).delivery;
    expect([lateAfterMs, digestLateAfterMs]).toContain(45 * 60_000);
    expect(() => readSettings({ ...env, [name]: 'soon' })).toThrow(
      `${name} must be a whole number of at least 1.`,
    );
  },
);
