import { expect, test } from '@jest/globals';
import { readSettings } from '../../services/responder/settings';

const env = {
  TRAILWARDEN_TABLE: 'trailwarden',
  TRAILWARDEN_GUARD_ROLE: 'trailwarden-guard',
  TRAILWARDEN_SIGNALS_URL: 'https://queue.example/signals',
  TRAILWARDEN_DEAD_LETTERS_URL: 'https://queue.example/dead-letters',
};

test('what serverless.yml sets is enough', () => {
  expect(readSettings(env)).toEqual({
    table: 'trailwarden',
    guardRole: 'trailwarden-guard',
    spareRole: 'trailwarden-spare',
    signalsUrl: 'https://queue.example/signals',
    deadLettersUrl: 'https://queue.example/dead-letters',
    escalateAfter: 5,
    partition: 'aws',
    protected: {
      partition: 'aws',
      homeRegion: 'us-east-1',
      securityAccountId: '',
      buckets: [],
      keys: [],
      topics: [],
      guardRails: [],
      governedRegions: [],
    },
  });
});

test('what is guarded besides trails comes as lists', () => {
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

test.each(['0', '-1', '2.5', 'often'])('a fight does not begin after %j events', (given) => {
  expect(() => readSettings({ ...env, TRAILWARDEN_ESCALATE_AFTER: given })).toThrow(
    'TRAILWARDEN_ESCALATE_AFTER must be a whole number of at least 1.',
  );
});
