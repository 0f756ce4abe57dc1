import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Seal } from '../../../shared/aws/baselines/sealed';
import { readMemory } from '../../../shared/aws/memory';
import { declareRelease, endRollout } from '../../../shared/aws/releases/declare-release';
import {
  type KnownRelease,
  keepRelease,
  knownRelease,
} from '../../../shared/aws/releases/keep-release';
import { findBehind, noteSeen } from '../../../shared/aws/releases/note-seen';
import { currentKey } from '../../../shared/aws/releases/release-row';
import { type Item, readItem, update } from '../../../shared/aws/table/table';
import type { Release } from '../../../shared/domain/release';
import { subjectKey } from '../../../shared/domain/subject';
import { at } from '../../builders/at';
import { aRulePart } from '../../builders/warden/parts';
import { tablePerTest } from '../open-test-table';

const table = tablePerTest();

const macOf = (text: string): string =>
  createHmac('sha256', 'secret').update(text).digest('base64');
const seal: Seal = {
  sign: async (text) => macOf(text),
  verify: async (text, mac) => macOf(text) === mac,
};

const said = { by: 'kim', why: 'an upgrade', at: at(0), seal };
const parts = (name: string) => ({ '*/*': { [name]: { kind: 'bus' as const, name } } });
const declare = (version: string) =>
  declareRelease(table, { ...said, next: { version, parts: parts(version) } });
const forge = async () => {
  const row = await readItem<{ release: Item }>(table, currentKey);
  await update(table, { key: currentKey, set: { release: { ...row?.release, by: 'mallory' } } });
};

test('nothing is known where nothing was declared', async () => {
  expect(await knownRelease(table, seal)).toEqual({});
});

test('a genuine row counts', async () => {
  expect(await knownRelease(table, seal)).toEqual({});
  const release = await declare('1');
  expect(await knownRelease(table, seal)).toEqual({ release });
});

test('behind a forged row counts the newest of the history', async () => {
  const { right } = await declare('1');
  const ended = await endRollout(table, { ...said, digest: right[0]?.digest ?? '' });
  await forge();
  expect(await knownRelease(table, seal)).toMatchObject({
    doubt: { kind: 'forged' },
    release: ended ?? {},
  });
});

test('a row that is gone is missed', async () => {
  const release = await declare('1');
  await update(table, { key: currentKey, remove: ['release', 'kind'] });
  expect(await knownRelease(table, seal)).toMatchObject({ doubt: { kind: 'forged' }, release });
});

test('a key that cannot be asked says nothing of any row', async () => {
  await declare('1');
  const mute = { ...seal, verify: () => Promise.reject(new Error('no answer')) };
  const known = await knownRelease(table, mute);
  expect(known).toMatchObject({ doubt: { kind: 'unverified' } });
  expect(known.release).toBeUndefined();
});

const release = (sequence: number): Release => ({
  ...{ sequence, state: 'current', since: at(0), by: 'kim', why: 'an upgrade' },
  right: [{ version: String(sequence), digest: String(sequence), parts: {} }],
});
const doubt = (kind: 'forged' | 'unverified') =>
  kind === 'forged'
    ? ({ kind, why: 'its seal' } as const)
    : ({ kind, why: { kind: 'unreachable', code: 'Timeout', call: 'kms:GetPublicKey' } } as const);

/** A table that answers what it is told, a clock, and what is kept between them. */
function keeper(...answers: readonly (KnownRelease | Error)[]) {
  const clock = { ms: 0 };
  const left = [...answers];
  const read = async (): Promise<KnownRelease> => {
    const answer = left.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const { known } = keepRelease(read, { now: () => clock.ms });
  const afterAMinute = () => {
    clock.ms += 60_000;
    return known();
  };
  return { known, afterAMinute, left };
}

test('it is read once a minute, however often it is asked for', async () => {
  const { known, afterAMinute, left } = keeper({ release: release(1) }, { release: release(2) });
  await Promise.all([known(), known()]);
  expect(await known()).toEqual({ release: release(1) });
  expect(left).toHaveLength(1);
  expect(await afterAMinute()).toEqual({ release: release(2) });
});

test.each<readonly [string, KnownRelease | Error, KnownRelease]>([
  ['does not answer', new Error('no answer'), { release: release(2) }],
  ['has a forged row', { doubt: doubt('forged') }, { release: release(2), doubt: doubt('forged') }],
  ['cannot be judged', { doubt: doubt('unverified') }, { release: release(2) }],
  [
    'has an older row than before',
    { release: release(1) },
    { release: release(2), doubt: { kind: 'forged', why: expect.any(String) as never } },
  ],
])('what was known before counts where the table %s', async (_, answer, known) => {
  const kept = keeper({ release: release(2) }, answer);
  await kept.known();
  expect(await kept.afterAMinute()).toEqual(known);
});

test('what never was known is nothing, and is asked for again at once', async () => {
  const { known } = keeper(new Error('no answer'), { release: release(1) });
  expect(await known()).toEqual({});
  expect(await known()).toEqual({ release: release(1) });
});

test('a part that was seen is remembered, and listed while it is behind', async () => {
  const part = aRulePart();
  const seen = { subject: part, at: at(0), digest: '1', isBehind: true } as const;
  await noteSeen(table, seen);
  const memory = await readMemory(table, part.accountId, () => new Date(at(1)));
  expect(memory).toMatchObject({ subjects: { [subjectKey(part)]: { seen } } });
  expect(await findBehind(table)).toEqual([part]);
  await noteSeen(table, { subject: part, at: at(0), digest: '2' });
  expect(await findBehind(table)).toEqual([]);
});
