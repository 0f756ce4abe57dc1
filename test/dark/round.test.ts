import { expect, test } from '@jest/globals';
import {
  advance,
  coveredAt,
  isPast,
  placesLeft,
  type RoundOutcome,
  roundFor,
} from '../../shared/investigate/dark/round';

const KEYS = ['a/eu', 'b/eu', 'c/eu', 'd/eu'];
const noon = { from: '2026-11-22T12:00:00Z', to: '2026-11-22T12:30:00Z' };
const half = { from: '2026-11-22T12:15:00Z', to: '2026-11-22T12:30:00Z' };
const evening = { from: '2026-11-22T20:00:00Z', to: '2026-11-22T20:30:00Z' };
const why = { kind: 'denied', code: 'AccessDenied', call: 'sts:AssumeRole' } as const;

const read = (key: string): RoundOutcome => ({ key, kind: 'read', covered: [noon] });
const left = (key: string): RoundOutcome => ({ key, kind: 'left', covered: [half] });
const missed = (key: string): RoundOutcome => ({ key, kind: 'missed', covered: [], why });
const begun = roundFor(undefined, [noon], KEYS);

test('places that were begun come first, then new ones, then those that did not answer', () => {
  const round = advance(begun, [read('a/eu'), missed('b/eu'), left('c/eu')]);
  expect(placesLeft(round, KEYS)).toEqual(['c/eu', 'd/eu', 'b/eu']);
  expect(KEYS.map((key) => coveredAt(round, key))).toEqual([[noon], [], [half], []]);
  expect(round.through).toBe('c/eu');
});

test('a round is past when only places that did not answer are left, and they may still answer', () => {
  const round = advance(begun, [read('a/eu'), missed('b/eu'), read('c/eu'), read('d/eu')]);
  expect(isPast(round, KEYS)).toBe(true);
  const answered = advance(round, [read('b/eu')]);
  expect(answered).toMatchObject({ open: {}, through: 'd/eu' });
  expect(placesLeft(answered, KEYS)).toEqual([]);
});

test('after a later blind time the next round reads the new part of each place', () => {
  const round = advance(begun, [read('a/eu'), missed('b/eu'), read('c/eu'), read('d/eu')]);
  expect(roundFor(round, [noon], KEYS)).toBe(round);
  const next = roundFor(round, [noon, evening], KEYS);
  expect(next.goal).toEqual([noon, evening]);
  expect(placesLeft(next, KEYS)).toEqual(['a/eu', 'c/eu', 'd/eu', 'b/eu']);
  expect(coveredAt(next, 'a/eu')).toEqual([noon]);
  expect(coveredAt(next, 'b/eu')).toEqual([]);
});

test('a round under way is ended before the next begins', () => {
  const round = advance(begun, [read('a/eu')]);
  expect(roundFor(round, [noon, evening], KEYS)).toBe(round);
});

test('a place that left the organization is passed over', () => {
  const round = advance(begun, [left('a/eu'), missed('b/eu')]);
  expect(placesLeft(round, ['c/eu', 'd/eu'])).toEqual(['c/eu', 'd/eu']);
});

test('of thousands of places that do not answer 500 are kept, and the others are counted', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => `${String(index).padStart(12, '0')}/eu`);
  const round = advance(roundFor(undefined, [noon], many), many.map(missed));
  expect(Object.keys(round.open)).toHaveLength(500);
  expect(round.lost).toBe(1_500);
  expect(isPast(round, many)).toBe(true);
});
