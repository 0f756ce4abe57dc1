import { expect, test } from '@jest/globals';
import { patiently } from '../../shared/aws/patiently';
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

test('a write is made again while AWS is busy', async () => {
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
  'what is %s is not tried again',
  async (kind) => {
    const { take, calls } = meeting(kind);
    expect(await patiently(take, [0])).toMatchObject({ obstacle: { kind } });
    expect(calls()).toBe(1);
  },
);
