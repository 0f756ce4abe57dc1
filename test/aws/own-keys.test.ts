import { expect, test } from '@jest/globals';
import { ownKeys } from '../../shared/aws/own-keys';
import type { Table } from '../../shared/aws/table/table';
import { tablePerTest } from './open-test-table';

const table = tablePerTest();

const now = () => new Date('2026-11-21T20:00:00Z');

test('a key that one environment announced is ours in every other', async () => {
  const [one, other] = [ownKeys(table, now), ownKeys(table, now)];
  expect(await other.isOurs('111122223333', 'ASIAONE')).toBe(false);
  one.given('111122223333', 'ASIAONE');
  expect(one.isOurs('111122223333', 'ASIAONE')).toBe(true);
  expect(await other.isOurs('111122223333', 'ASIAONE')).toBe(false);
  await one.announce('111122223333', 'ASIAONE');
  expect(await other.isOurs('111122223333', 'ASIAONE')).toBe(true);
  expect(await other.isOurs('444455556666', 'ASIATWO')).toBe(false);
});

test('a key that the table refuses at first is told again, or our own calls would be an intruder’s', async () => {
  let refusals = 2;
  const send: Table['client']['send'] = (command: never) => {
    refusals -= 1;
    return refusals >= 0 ? Promise.reject(new Error('refused')) : table.client.send(command);
  };
  const busy = { name: table.name, client: { send } } as unknown as Table;
  await ownKeys(busy, now).announce('111122223333', 'ASIATHREE');
  expect(await ownKeys(table, now).isOurs('111122223333', 'ASIATHREE')).toBe(true);
});

test('a table that refuses a key delays no call, and a look-up in it fails', async () => {
  const broken = { ...table, name: 'not-there' };
  await expect(ownKeys(broken, now).announce('111122223333', 'ASIAONE')).resolves.toBe(undefined);
  await expect(ownKeys(broken, now).isOurs('111122223333', 'ASIAONE')).rejects.toThrow();
});

test('a table that does not answer delays a call for a limited time', async () => {
  const silent = { name: 'silent', client: { send: () => new Promise(() => undefined) } };
  const keys = ownKeys(silent as unknown as Table, now);
  await expect(keys.announce('111122223333', 'ASIAONE')).resolves.toBe(undefined);
});
