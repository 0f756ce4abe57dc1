import { expect, test } from '@jest/globals';
import { createClock } from '../../../services/sandbox/core/clock';

test('a clock that is advanced runs the timers in between in order, each at its own time', () => {
  const clock = createClock();
  const began = clock.now().getTime();
  const ran: string[] = [];
  const note = (name: string) => () => {
    ran.push(`${name} at ${Math.round((clock.now().getTime() - began) / 1_000)} s`);
  };
  clock.after(8_000, note('second'));
  clock.after(5_000, () => {
    note('first')();
    clock.after(1_000, note('what the first asked for'));
  });
  clock.after(60_000, note('later'));
  clock.advance(20_000);
  expect(ran).toEqual(['first at 5 s', 'what the first asked for at 6 s', 'second at 8 s']);
  expect(Math.round((clock.nextInMs() ?? 0) / 1_000)).toBe(40);
});

test('a cancelled timer never runs', () => {
  const clock = createClock();
  const ran: string[] = [];
  clock.after(1_000, () => ran.push('cancelled')).cancel();
  clock.advance(2_000);
  expect([ran, clock.nextInMs()]).toEqual([[], undefined]);
});

test('a world with a fixed clock moves only when it is advanced', () => {
  const at = new Date('2026-11-21T12:00:00Z');
  const clock = createClock({ now: () => at });
  clock.advance(90_000);
  expect(clock.now().toISOString()).toBe('2026-11-21T12:01:30.000Z');
});

test('a fast clock counts more seconds than the real one', async () => {
  const clock = createClock({ speed: 1_000 });
  await new Promise<void>((resolve) => {
    clock.after(10_000, resolve);
  });
  expect(clock.elapsedMs()).toBeGreaterThanOrEqual(9_999);
});

test('a clock that is made faster keeps its time, and its timers run sooner', async () => {
  const clock = createClock();
  clock.advance(5_000);
  const arrived = new Promise<void>((resolve) => {
    clock.after(60_000, resolve);
  });
  clock.setSpeed(10_000);
  await arrived;
  expect(clock.elapsedMs()).toBeGreaterThanOrEqual(64_999);
  expect(clock.isMoved()).toBe(true);
});
