import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTurn } from '../../shared/aws/playbooks/instance/turn';
import type { Table } from '../../shared/aws/table/table';
import type { Loopback } from './loopback';
import { openTestTable, startEngine } from './open-test-table';

let engine: Loopback;
let table: Table;
beforeAll(async () => {
  engine = await startEngine();
  table = await openTestTable(engine);
});
afterAll(() => engine.close());

const at = (second: number) => new Date(Date.UTC(2026, 11, 1, 3, 0, second));

/** A task of a state that was entered at this second, and does its work at another one. */
const task = <T>(
  incidentId: string,
  entered: number | undefined,
  work: Parameters<typeof inTurn<T>>[2],
  second = entered ?? 0,
) =>
  inTurn(
    table,
    {
      ...{ incidentId, now: () => at(second), busy: () => new Error('busy') },
      ...(entered !== undefined && { enteredAt: at(entered).toISOString() }),
    },
    work,
  );
const nothing = async () => 'done';

test('one task after the other has its turn', async () => {
  expect(await task('a', 1, nothing)).toBe('done');
  expect(await task('a', 2, nothing)).toBe('done');
});

test('a task of a later state waits for the one that is at it, which may make no further change', async () => {
  const before = task('b', 1, async (mayGoOn) => {
    await mayGoOn();
    await expect(task('b', 2, nothing)).rejects.toThrow('busy');
    await mayGoOn();
  });
  await expect(before).rejects.toThrow('busy');
  expect(await task('b', 2, nothing)).toBe('done');
});

test('a task of a state that was left begins no more', async () => {
  await task('c', 2, nothing);
  await expect(task('c', 1, nothing, 100)).rejects.toThrow('busy');
});

test('the turn of a task that was killed ends by itself, and is not taken up again', async () => {
  const killed = task('d', 1, async (mayGoOn) => {
    await expect(task('d', 1, nothing, 40)).rejects.toThrow('busy');
    expect(await task('d', 1, nothing, 50)).toBe('done');
    await task('d', 2, nothing, 51);
    await mayGoOn();
  });
  await expect(killed).rejects.toThrow('busy');
});

test('a person goes before all that have asked, and the states after go on', async () => {
  await task('e', 5, nothing);
  expect(await task('e', undefined, nothing)).toBe('done');
  await expect(task('e', 5, nothing)).rejects.toThrow('busy');
  expect(await task('e', 6, nothing)).toBe('done');
});
