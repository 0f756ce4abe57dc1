import { expect, test } from '@jest/globals';
import { accountParts, type PartWindow } from '../../shared/domain/blind-in-part';
import { fromStatus } from '../builders/a-trail-state';
import { anUnreachable, aPresent } from '../builders/an-observation';
import { at } from '../builders/at';

const clock = (seconds: number) => ({ at: at(seconds), source: 'clock' }) as const;

/** Files went to this bucket, until then or still. */
const redirected = (from: number, to?: number, bucket = 'mallory'): PartWindow => ({
  ...{ technique: 'redirect-delivery', what: `its files went to s3://${bucket}`, part: 'settings' },
  from: fromStatus(from),
  ...(to !== undefined && { to: clock(to) }),
});

/** A look at this second. */
const look = (seconds: number, ...blindInPart: readonly PartWindow[]) => ({
  observation: aPresent({ observedAt: at(seconds) }),
  blindInPart,
});

test('a partly blind time that has ended does not grow with a later attack', () => {
  const known = accountParts([], look(10, redirected(0, 9)), undefined);
  expect(known).toEqual([redirected(0, 9)]);
  expect(accountParts(known, look(300), at(10))).toEqual(known);
});

test('two looks at one redirect are one partly blind time, and each destination has its own', () => {
  const known = accountParts([redirected(0, 9)], look(20, redirected(5, 12)), at(10));
  expect(known).toEqual([redirected(0, 12)]);
  expect(accountParts(known, look(40, redirected(30, 33, 'eve')), at(20))).toEqual([
    redirected(0, 12),
    redirected(30, 33, 'eve'),
  ]);
});

test('a lasting redirect ends when a look says so, or with a later look that no longer finds it', () => {
  const open = accountParts([], look(10, redirected(0)), undefined);
  expect(open).toEqual([redirected(0)]);
  expect(accountParts(open, look(20, redirected(15)), at(10))).toEqual([redirected(0)]);
  expect(accountParts(open, look(20, redirected(15, 18)), at(10))).toEqual([redirected(0, 18)]);
  expect(accountParts(open, look(20), at(10))).toEqual([redirected(0, 20)]);
});

test('a redirect whose repair was refused and not read back stays open for the next look', () => {
  const unread = { observation: anUnreachable(), blindInPart: [redirected(0)] };
  const open = accountParts([], unread, undefined);
  expect(open).toEqual([redirected(0)]);
  expect(accountParts(open, look(300, redirected(300)), at(10))).toEqual([redirected(0)]);
  expect(accountParts(open, look(300, redirected(0, 299)), at(10))).toEqual([redirected(0, 299)]);
});

test('neither a look that did not read the part nor an older look ends a partly blind time', () => {
  const narrowed = [{ ...redirected(0), part: 'selectors' }];
  const { selectors: _, ...unread } = aPresent().state;
  const stopped = { observation: { ...aPresent({ state: unread }), observedAt: at(20) } };
  expect(accountParts(narrowed, stopped, at(10))).toEqual(narrowed);
  expect(accountParts(narrowed, { observation: anUnreachable() }, at(10))).toEqual(narrowed);
  expect(accountParts([redirected(30)], look(20), at(40))).toEqual([redirected(30)]);
});

test('a redirect that only an older look saw ended at the later look that is already recorded', () => {
  expect(accountParts([], look(10, redirected(0)), at(20))).toEqual([redirected(0, 20)]);
  const known = [redirected(0, 12)];
  expect(accountParts(known, look(10, redirected(0)), at(300))).toEqual(known);
});

test('redirects to ever new buckets leave the list limited', () => {
  let known: readonly PartWindow[] = [];
  for (let n = 0; n < 200; n += 1) {
    known = accountParts(known, look(n, redirected(n, n + 0.5, `mallory-${n}`)), at(n));
  }
  expect(known.length).toBeLessThan(30);
  expect(known.at(-1)?.what).toBe('more of it was lost or went elsewhere');
});
