import { expect, test } from '@jest/globals';
import { blindMs, blindWindow } from '../../shared/domain/blind-window';
import type { TrailStatus } from '../../shared/domain/trail';
import { fromStatus } from '../builders/a-trail-state';
import { at } from '../builders/at';

const accountedUntil = at(-100);
const observedAt = at(60);
const window = (status: TrailStatus) => blindWindow(status, accountedUntil, observedAt);

test('a trail that never stopped has no blind window', () => {
  expect(window({ isLogging: true, startedAt: fromStatus(-500) })).toBeUndefined();
});

test('a stopped trail is blind since the time of GetTrailStatus, with no end', () => {
  expect(window({ isLogging: false, stoppedAt: fromStatus(0) })).toEqual({ from: fromStatus(0) });
});

test('a trail that runs again was blind from its stop to its start', () => {
  expect(window({ isLogging: true, stoppedAt: fromStatus(0), startedAt: fromStatus(42) })).toEqual({
    from: fromStatus(0),
    to: fromStatus(42),
  });
});

test('a stop that is accounted for opens no window while the trail logs', () => {
  expect(
    window({ isLogging: true, stoppedAt: fromStatus(-100), startedAt: fromStatus(-90) }),
  ).toBeUndefined();
});

test('a stop that is accounted for does not hide that the trail is stopped now', () => {
  expect(window({ isLogging: false, stoppedAt: fromStatus(-100) })).toEqual({
    from: fromStatus(-100),
  });
});

test('without a stop time a stopped trail is blind since our own look, and the window says so', () => {
  expect(window({ isLogging: false })).toEqual({ from: { at: observedAt, source: 'clock' } });
});

test('without a start time the window ends at our own look, and says so', () => {
  expect(window({ isLogging: true, stoppedAt: fromStatus(0) })).toEqual({
    from: fromStatus(0),
    to: { at: observedAt, source: 'clock' },
  });
});

test('a start older than the stop does not end the window', () => {
  expect(
    window({ isLogging: true, stoppedAt: fromStatus(0), startedAt: fromStatus(-5) })?.to,
  ).toEqual({ at: observedAt, source: 'clock' });
});

test('a window is measured in milliseconds, never below zero, and not before it ends', () => {
  expect(blindMs({ from: fromStatus(0), to: fromStatus(42) })).toBe(42_000);
  expect(blindMs({ from: fromStatus(42), to: fromStatus(0) })).toBe(0);
  expect(blindMs({ from: fromStatus(0) })).toBeUndefined();
});
