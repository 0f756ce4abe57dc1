import { expect, test } from '@jest/globals';
import { insistently, patiently } from '../../shared/aws/take-step';
import type { ObstacleKind } from '../../shared/domain/obstacle';

/** A write that meets these one after the other, and then is taken. */
function meeting(...kinds: readonly ObstacleKind[]) {
  const left = [...kinds];
  let calls = 0;
  const take = async () => {
    calls += 1;
    const kind = left.shift();
    return kind ? { obstacle: { kind, code: 'X', call: 'cloudtrail:UpdateTrail' } } : {};
  };
  return { take, calls: () => calls };
}

test('a write is repeated while AWS is busy', async () => {
  const { take, calls } = meeting('conflict', 'throttled');
  expect(await patiently(take, [0, 0, 0])).toEqual({});
  expect(calls()).toBe(3);
});

test('patience has an end, and then the obstacle is told', async () => {
  const { take, calls } = meeting('conflict', 'conflict', 'conflict', 'conflict');
  expect(await patiently(take, [0, 0])).toMatchObject({ obstacle: { kind: 'conflict' } });
  expect(calls()).toBe(3);
});

test.each(['denied', 'rejected', 'unreachable'] as const)(
  'a call that is %s is not repeated',
  async (kind) => {
    const { take, calls } = meeting(kind);
    expect(await patiently(take, [0])).toMatchObject({ obstacle: { kind } });
    expect(calls()).toBe(1);
  },
);

/** Insists on a call that others keep busy, on a clock of its own; how long it waited each time. */
async function insisting(leftAtFirst: number, ...kinds: readonly ObstacleKind[]) {
  const { take, calls } = meeting(...kinds);
  const pauses: number[] = [];
  let left = leftAtFirst;
  const answer = await insistently(take, {
    leftMs: () => left,
    pause: async (ms) => {
      pauses.push(ms);
      left -= ms;
    },
    random: () => calls() / 100,
  });
  return { answer, pauses, calls: calls() };
}

test('a throttled call is repeated every 150 to 250 ms, and says how often', async () => {
  const { answer, pauses } = await insisting(30_000, ...Array(7).fill('throttled'));
  expect(answer).toEqual({ refusals: 7 });
  expect(pauses).toHaveLength(7);
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(150);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(250);
});

test('the repeats end after four seconds, and before the end of the invocation', async () => {
  const long = await insisting(30_000, ...Array(100).fill('throttled'));
  expect(long.answer).toMatchObject({ obstacle: { kind: 'throttled' }, refusals: long.calls });
  expect(long.pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(4_300);
  expect((await insisting(9_000, ...Array(100).fill('throttled'))).calls).toBe(1);
});
