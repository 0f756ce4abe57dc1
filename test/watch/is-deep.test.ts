import { expect, test } from '@jest/globals';
import { isDeep } from '../../shared/watch/coverage/is-deep';

const hourly = (accountId: string, count: number, lateMs = (_: number) => 0): readonly boolean[] =>
  Array.from({ length: count }, (_, hour) => {
    const at = Date.parse('2026-12-01T00:30:00Z') + hour * 3_600_000 + lateMs(hour);
    return isDeep({ accountId, startedAt: new Date(at).toISOString(), everyMinutes: 60 });
  });

const longestGap = (deep: readonly boolean[]): number =>
  Math.max(
    ...deep
      .map((_, at) => deep.slice(at).indexOf(true) + 1 || Number.NaN)
      .filter((gap) => !Number.isNaN(gap)),
  );

test.each(['222233334444', '100000000030', '999999999999', '100000000089'])(
  'account %s is looked at whole every six hours, also by a schedule that is late',
  (accountId) => {
    expect(longestGap(hourly(accountId, 48))).toBeLessThanOrEqual(6);
    expect(longestGap(hourly(accountId, 48, (hour) => (hour % 2) * 90_000))).toBeLessThanOrEqual(6);
    expect(hourly(accountId, 48).filter(Boolean).length).toBeLessThanOrEqual(16);
  },
);

test('one sweep is no more than a few times another', () => {
  const accounts = Array.from({ length: 600 }, (_, index) =>
    String(100_000_000_000 + ((index * 2_654_435_761) % 1_000_000)),
  );
  const perSweep = Array.from(
    { length: 6 },
    (_, hour) => accounts.filter((accountId) => hourly(accountId, 6)[hour]).length,
  );
  expect(Math.max(...perSweep)).toBeLessThan(150);
  expect(Math.min(...perSweep)).toBeGreaterThan(60);
});

test('a sweep that comes every six hours, or less often, is always deep', () => {
  const at = { accountId: '222233334444', startedAt: '2026-12-01T03:33:00Z' };
  expect(isDeep({ ...at, everyMinutes: 360 })).toBe(true);
  expect(isDeep({ ...at, everyMinutes: 1_440 })).toBe(true);
});
