import { expect, test } from '@jest/globals';
import type { Digest } from '../../shared/watch/digests/digest';
import { shareEvents } from '../../shared/watch/digests/share-events';
import { type Between, windowOf } from '../../shared/watch/digests/window';
import { at } from './generate';

const starting: Digest = {
  digestStartTime: at(4),
  digestEndTime: at(5),
  digestS3Bucket: 'trail-logs',
  digestS3Object: 'digest',
  digestPublicKeyFingerprint: 'key',
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestSignature: null,
  previousDigestHashValue: null,
  logFiles: [],
};

const between = (given: Partial<Between> = {}): Between => ({
  from: at(2),
  to: at(4),
  newer: starting,
  broken: false,
  events: new Set(),
  logs: false,
  ...given,
});

test('a chain that begins anew without log files between says that logging was off', () => {
  expect(windowOf(between())).toEqual({
    kind: 'logging-off',
    certainty: 'likely',
    from: at(2),
    to: at(4),
    sentence:
      'The chain ended and began anew, and no log file lies between: logging was off, although no event said so.',
  });
});

test.each(['StopLogging', 'DeleteTrail'])('%s in the last log files makes it certain', (event) => {
  expect(windowOf(between({ events: new Set([event]) }))).toMatchObject({
    kind: 'logging-off',
    certainty: 'certain',
    event,
  });
});

test('log files between say that only validation was off', () => {
  expect(windowOf(between({ logs: true, events: new Set(['UpdateTrail']) }))).toMatchObject({
    kind: 'validation-off',
    certainty: 'certain',
    event: 'UpdateTrail',
  });
});

test('a missing digest proves nothing in either direction', () => {
  const newer = {
    ...starting,
    previousDigestS3Bucket: 'trail-logs',
    previousDigestS3Object: 'one',
  };
  expect(windowOf(between({ newer, broken: true }))).toMatchObject({
    kind: 'unproven',
    certainty: 'unknown',
    sentence: 'A digest of this time is missing or invalid: whether it was logged is not proven.',
  });
});

test('a stop recorded in one Region explains the same gap in another, and no other gap', () => {
  const told = windowOf(between({ events: new Set(['StopLogging']) }));
  const other = windowOf(between({ from: at(10), to: at(12) }));
  const chain = { account: '111122223333', digests: [], backfills: [] };
  const [, second] = shareEvents([
    { ...chain, region: 'us-east-1', windows: [told] },
    { ...chain, region: 'eu-west-1', windows: [windowOf(between()), other] },
  ]);
  expect(second?.windows).toEqual([told, other]);
});
