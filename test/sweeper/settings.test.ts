import { expect, test } from '@jest/globals';
import { readSettings } from '../../services/sweeper/settings';

const env = {
  TRAILWARDEN_TABLE: 'trailwarden',
  TRAILWARDEN_SIGNALS_URL: 'https://queue.example/signals',
  TRAILWARDEN_REGIONS: 'us-east-1,eu-west-1',
  TRAILWARDEN_SWEEP_EVERY: 'rate(30 minutes)',
  TRAILWARDEN_TICKS_URL: 'https://queue.example/ticks',
  TRAILWARDEN_BEAT_EVERY: '10',
};

test('the settings of serverless.yml are complete', () => {
  expect(readSettings(env)).toEqual({
    table: 'trailwarden',
    signalsUrl: 'https://queue.example/signals',
    regions: ['us-east-1', 'eu-west-1'],
    everyMinutes: 30,
    ticksUrl: 'https://queue.example/ticks',
    beatEvery: 10,
  });
});

test.each([
  ['rate(1 hour)', 60],
  ['rate(2 hours)', 120],
  ['rate(1 day)', 1_440],
])('the rate %s is %i minutes', (rate, minutes) => {
  expect(readSettings({ ...env, TRAILWARDEN_SWEEP_EVERY: rate }).everyMinutes).toBe(minutes);
});

test.each(Object.keys(env))('without %s the sweeper does not start, and says so', (name) => {
  expect(() => readSettings({ ...env, [name]: undefined })).toThrow(
    `${name} is not set; deploy the function with serverless.yml.`,
  );
});

test('the interval of the sweep must be a rate', () => {
  expect(() => readSettings({ ...env, TRAILWARDEN_SWEEP_EVERY: 'hourly' })).toThrow(
    'TRAILWARDEN_SWEEP_EVERY must be a rate such as rate(1 hour), not "hourly".',
  );
});
