import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isolatedLately,
  reserveIsolation,
} from '../../../services/playbooks/instance-login/isolated-lately';
import type { Login } from '../../../shared/domain/login';
import { type Isolated, reserve } from '../../../shared/playbooks/instance-login/brakes';
import { tablePerTest } from '../../aws/open-test-table';
import { aCall, hostSays, loginIn, sshLogin } from './a-login';

const table = tablePerTest();
const NOON = Date.parse('2026-11-21T12:00:00.000Z');
const MOST = 3;
const BY_AWS = loginIn(aCall());
const BY_HOST = loginIn(hostSays([sshLogin]));

/** A run that is about to contain this machine; undefined where it may. */
const asks = (instanceId: string, login: Login = BY_AWS, minutes = 0) =>
  reserveIsolation(portsAt(minutes), { instanceId, login } as never);

const portsAt = (minutes: number) =>
  ({
    table,
    now: () => new Date(NOON + minutes * 60_000),
    rules: { mostIsolatedAnHour: MOST },
  }) as never;

test('of many runs at the same moment no more contain their machines than may', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `i-${index}`);
  const refused = await Promise.all(ids.map((id) => asks(id)));
  expect(refused.filter((why) => why === undefined)).toHaveLength(MOST);
  expect(new Set(refused)).toEqual(
    new Set([undefined, '3 machines were isolated within the hour, and 3 is the most']),
  );
  expect(await isolatedLately(portsAt(0))).toHaveLength(MOST);
});

test('on hosts’ words half of the places are taken at the same moment, and AWS’s word has the others', async () => {
  const hosts = await Promise.all(['a', 'b', 'c', 'd'].map((id) => asks(`i-${id}`, BY_HOST)));
  expect(hosts.filter((why) => why === undefined)).toHaveLength(2);
  expect(await asks('i-e')).toBeUndefined();
  expect(await asks('i-f')).toContain('3 is the most');
});

test('a run that begins again keeps its place, and places are free after an hour', async () => {
  for (const id of ['i-a', 'i-b', 'i-c', 'i-c', 'i-c']) expect(await asks(id)).toBeUndefined();
  expect(await asks('i-d', BY_AWS, 59)).toContain('3 is the most');
  expect(await asks('i-d', BY_AWS, 60)).toBeUndefined();
  expect(await isolatedLately(portsAt(60))).toMatchObject([{ instanceId: 'i-d' }]);
});

test('in no hour there are more than may, or more on hosts’ words than half', () => {
  const wish = fc.record({
    instanceId: fc.constantFrom('i-a', 'i-b', 'i-c', 'i-d', 'i-e'),
    words: fc.constantFrom<Isolated['words']>('aws', 'host'),
    minutes: fc.nat(40),
  });
  fc.assert(
    fc.property(fc.array(wish), fc.integer({ min: 1, max: 4 }), (wishes, most) => {
      let [held, at]: [readonly Isolated[], number] = [[], NOON];
      for (const { minutes, ...one } of wishes) {
        at += minutes * 60_000;
        const reserved = reserve(held, { ...one, at: new Date(at).toISOString() }, most);
        if (reserved.kind === 'reserved') held = reserved.isolated;
        expect(held.length).toBeLessThanOrEqual(most);
        const claimed = held.filter(({ words }) => words === 'host');
        expect(claimed.length).toBeLessThanOrEqual(Math.ceil(most / 2));
      }
    }),
  );
});
