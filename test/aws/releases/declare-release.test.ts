import { createHmac, randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from '@jest/globals';
import type { Seal } from '../../../shared/aws/baselines/sealed';
import {
  declareRelease,
  endRollout,
  readRelease,
} from '../../../shared/aws/releases/declare-release';
import { currentKey, historyOf } from '../../../shared/aws/releases/release-row';
import { type Item, readItem, update } from '../../../shared/aws/table/table';
import type { Release, Rendered } from '../../../shared/domain/release';
import { at } from '../../builders/at';
import { tablePerTest } from '../open-test-table';

const table = tablePerTest();

const macOf = (text: string): string =>
  createHmac('sha256', 'secret').update(text).digest('base64');
const seal: Seal = {
  sign: async (text) => macOf(text),
  verify: async (text, mac) => macOf(text) === mac,
};

const version = (name: string, state = 'ENABLED'): Rendered => ({
  version: name,
  parts: {
    '*/*': {
      'arn:aws:events:{region}:{account}:rule/trailwarden-forward': {
        ...{ kind: 'rule', name: 'trailwarden-forward', busName: 'default', state },
      },
    },
  },
});

const said = { by: 'kim', why: 'an upgrade', at: at(0), seal };
const declare = (next: Rendered, more = {}) => declareRelease(table, { ...said, next, ...more });
const standing = async (): Promise<Release | string> => {
  const read = await readRelease(table, seal);
  return read.kind === 'genuine' ? read.release : read.kind;
};
const versions = ({ right }: Release) => right.map((one) => one.version);

test('without a declaration there is none', async () => {
  expect(await standing()).toBe('none');
});

test('the first says what is right, with what was deployed before', async () => {
  const release = await declare(version('2'), { before: version('1', 'OTHER') });
  expect(release).toMatchObject({ sequence: 1, state: 'rolling-out', by: 'kim', since: at(0) });
  expect(versions(release)).toEqual(['2', '1']);
  expect(await standing()).toEqual(release);
});

test('a rollout that has ended leaves the newest alone right, and its history', async () => {
  const { right } = await declare(version('2'), { before: version('1', 'OTHER') });
  const ended = await endRollout(table, { ...said, digest: right[0]?.digest ?? '' });
  expect(ended).toMatchObject({ sequence: 2, state: 'current' });
  expect(versions(ended as Release)).toEqual(['2']);
  expect(await standing()).toEqual(ended);
  expect(await readItem<Item>(table, historyOf(1))).toMatchObject({ kind: 'release' });
});

test('declared again it changes nothing', async () => {
  const first = await declare(version('2'));
  expect(await declare(version('2'), { at: at(9) })).toEqual(first);
});

test('a rollout over one that did not end keeps all that a place may have', async () => {
  await declare(version('2', 'B'), { before: version('1', 'A') });
  expect(versions(await declare(version('3', 'C')))).toEqual(['3', '2', '1']);
  expect(versions(await declare(version('1', 'A')))).toEqual(['1', '3', '2']);
  await declare(version('5', 'E'));
  await expect(declare(version('6', 'F'))).rejects.toThrow('finish one of them');
});

test('a rollout that another one has overtaken is not ended', async () => {
  const { right } = await declare(version('2', 'B'));
  await declare(version('3', 'C'));
  expect(await endRollout(table, { ...said, digest: right[0]?.digest ?? '' })).toBeUndefined();
});

const rewrite = async (change: (release: Item) => Item) => {
  const row = await readItem<{ release: Item }>(table, currentKey);
  await update(table, { key: currentKey, set: { release: change(row?.release ?? {}) } });
};

test.each<readonly [string, (release: Item) => Item]>([
  ['another state', (release) => ({ ...release, state: 'current' })],
  ['another sequence', (release) => ({ ...release, sequence: 9 })],
  ['other parts', (release) => ({ ...release, right: [{ version: '2', digest: 'x', parts: '' }] })],
  ['no seal', ({ mac: _, ...release }) => release],
  ['a seal of something else', (release) => ({ ...release, mac: macOf('other') })],
  ['no release', () => ({ sequence: 1 })],
])('a row with %s is forged, and nothing is declared over it unasked', async (_, change) => {
  await declare(version('2'));
  await rewrite(change);
  expect(await readRelease(table, seal)).toMatchObject({
    kind: 'doubtful',
    doubt: { kind: 'forged' },
  });
  await expect(declare(version('2'))).rejects.toThrow('forged');
  const anew = await declare(version('2'), { isOverForged: true });
  expect(anew.sequence).toBe(2);
  expect(await standing()).toEqual(anew);
});

test('a key that cannot be asked is a doubt of its own', async () => {
  await declare(version('2'));
  const mute: Seal = { ...seal, verify: () => Promise.reject(new Error('no answer')) };
  expect(await readRelease(table, mute)).toMatchObject({
    kind: 'doubtful',
    doubt: { kind: 'unverified' },
  });
});

test('an interrupted declaration is repeated', async () => {
  const { right } = await declare(version('1', 'A'));
  await endRollout(table, { ...said, digest: right[0]?.digest ?? '' });
  await update(table, { key: historyOf(3), set: { kind: 'release' } });
  expect(await declare(version('2', 'B'))).toMatchObject({ sequence: 4, state: 'rolling-out' });
});

test('a hundred kinds of place fit into one row', async () => {
  const text = randomBytes(500).toString('hex');
  const policy = (kind: number) => ({
    ...{ kind: 'role', name: 'trailwarden-guard', path: '/', roleTags: {} },
    trustPolicy: JSON.stringify({ Statement: Array.from({ length: 8 }, () => text), kind }),
  });
  const parts = Object.fromEntries(
    Array.from({ length: 100 }, (_, kind) => [
      `${kind}/*`,
      Object.fromEntries(Array.from({ length: 20 }, (__, part) => [`part-${part}`, policy(kind)])),
    ]),
  ) as unknown as Rendered['parts'];
  expect((await declare({ version: '2', parts })).right[0]?.parts).toEqual(parts);
});

beforeEach(() => expect.hasAssertions());
