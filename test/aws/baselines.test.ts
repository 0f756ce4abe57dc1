import { beforeEach, expect, test } from '@jest/globals';
import { captureBaseline } from '../../shared/aws/baselines/sealed';
import {
  forgetMending,
  noteMending,
  owe,
  readMemory,
  readMending,
  settle,
} from '../../shared/aws/memory';
import {
  accountKey,
  exemptionKey,
  historyKey,
  type Item,
  mendingKey,
  openTable,
  query,
  type Table,
  update,
} from '../../shared/aws/table/table';
import type { Baseline } from '../../shared/domain/baseline';
import { subjectKey } from '../../shared/domain/subject';
import { aFinding } from '../builders/a-finding';
import { anExemption } from '../builders/a-memory';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { aPresent } from '../builders/an-observation';
import { at } from '../builders/at';
import { mortalTable } from './incidents/mortal-table';
import { connection } from './loopback';
import { tablePerFile } from './open-test-table';

const ACCOUNT = '111122223333';
const now = () => new Date(at(0));
const table = tablePerFile();

/** Each test has a trail of its own. */
let trails = 0;
let subject = aTrail();
beforeEach(() => {
  trails += 1;
  subject = aTrail({ name: `trail-${trails}` });
});

async function capture(bucket: string, into: Table = table): Promise<Baseline | undefined> {
  const { baseline } = await captureBaseline(
    into,
    aPresent({ subject, state: aTrailState({ settings: { s3BucketName: bucket } }) }),
    { capturedAt: at(0), capturedBy: 'trailwarden', why: bucket },
  );
  return baseline;
}

async function remembered() {
  const memory = await readMemory(table, ACCOUNT, now);
  return memory.kind === 'known' ? memory.subjects[subjectKey(subject)]?.baseline : undefined;
}

test('a captured baseline is remembered word for word', async () => {
  const baseline = await capture('logs');
  expect(baseline).toEqual({
    subject,
    version: 1,
    state: aTrailState({ settings: { s3BucketName: 'logs' } }),
    capturedAt: at(0),
    capturedBy: 'trailwarden',
    why: 'logs',
  });
  expect(await remembered()).toEqual(baseline);
});

test.each([
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '~',
  '~constructor',
  'prototype',
])('a trail with a tag %s is captured, and remembered with it', async (name) => {
  const tags = Object.fromEntries([
    [name, 'x'],
    ['team', 'audit'],
  ]);
  const state = { ...aTrailState(), tags };
  const about = { capturedAt: at(0), capturedBy: 'trailwarden', why: 'a first look' };
  await captureBaseline(table, aPresent({ subject, state }), about);
  const read = (await remembered())?.state as { tags: object } | undefined;
  expect(Object.entries(read?.tags ?? {}).sort()).toEqual(Object.entries(tags).sort());
});

test('the first capture wins, and a second one returns the first', async () => {
  const first = await capture('logs');
  expect(await capture('other')).toEqual(first);
  expect(await remembered()).toEqual(first);
});

test('twenty captures at once agree on one baseline', async () => {
  const captured = await Promise.all(Array.from({ length: 20 }, (_, i) => capture(`logs-${i}`)));
  expect(new Set(captured.map((baseline) => baseline?.why)).size).toBe(1);
  expect(await remembered()).toEqual(captured[0]);
});

test('a capture that dies half-way stands, and the next one completes it', async () => {
  await expect(capture('logs', mortalTable(table, 1))).rejects.toThrow('killed');
  expect(await remembered()).toBeUndefined();
  await capture('other');
  expect(await remembered()).toMatchObject({ why: 'logs' });
});

test('the history keeps the captured baseline', async () => {
  await capture('logs');
  const kept: Item[] = [];
  const key = { pk: accountKey(ACCOUNT), sk: historyKey(subjectKey(subject), 1) };
  const values = { pk: key.pk, sk: key.sk };
  for await (const item of query(table, {
    key: { expression: '#pk = :pk AND #sk = :sk', values },
  })) {
    kept.push(item);
  }
  expect(kept).toMatchObject([{ baseline: { version: 1, why: 'logs' } }]);
});

test('a planned change of the account is read with its baselines', async () => {
  const { id, ...exemption } = anExemption({ subjectKey: subjectKey(subject) });
  await update(table, {
    key: { pk: accountKey(ACCOUNT), sk: exemptionKey(exemption.subjectKey, id) },
    set: { kind: 'exemption', id, ...exemption },
  });
  const memory = await readMemory(table, ACCOUNT, now);
  expect(memory.kind === 'known' && memory.exemptions).toMatchObject([{ id, ...exemption }]);
});

test('an owed subject is remembered and listed until a later look settles it', async () => {
  const listed = async () => {
    const key = { expression: '#state = :owed', values: { owed: 'owed' } };
    const found: Item[] = [];
    for await (const item of query(table, { key, index: 'byState' })) found.push(item);
    return found.filter((item) => item.subjectKey === subjectKey(subject));
  };
  const owedSince = async () => {
    const memory = await readMemory(table, ACCOUNT, now);
    return memory.kind === 'known' && memory.subjects[subjectKey(subject)]?.owedSince;
  };
  await owe(table, subject, at(10));
  expect([await owedSince(), await listed()]).toMatchObject([at(10), [{ subject }]]);
  await settle(table, subject, at(5)); // what was seen before it was made anew
  expect(await owedSince()).toBe(at(10));
  await settle(table, subject, at(11));
  await settle(table, subject, at(12));
  expect([await owedSince(), await listed()]).toEqual([undefined, []]);
});

test('each delivery has a note of its own until it is forgotten, and what is no note is left out', async () => {
  const rest = { found: [aFinding('redirect-delivery')], windows: [], blindInPart: [] };
  const [one, two] = [at(1), at(2)].map((since) => ({ since, ...rest }));
  const isMending = async () => {
    const memory = await readMemory(table, ACCOUNT, now);
    return memory.kind === 'known' && memory.subjects[subjectKey(subject)]?.isMending;
  };
  if (!one || !two) throw new Error('two notes');
  await noteMending(table, subject, two);
  await noteMending(table, subject, one);
  const key = { pk: accountKey(ACCOUNT), sk: mendingKey(subjectKey(subject)) };
  const name = (since: string) => `note_${Date.parse(since)}`;
  const foreign = {
    [name(at(3))]: { since: at(3), ...rest, found: [null] },
    [name(at(4))]: { since: at(4), ...rest, windows: [{}] },
    [name(at(5))]: { since: at(6), ...rest }, // could never be forgotten
    note_2: 'x',
  };
  await update(table, { key, set: foreign });
  expect(await readMending(table, subject)).toEqual([one, two]);
  expect(await forgetMending(table, subject, [at(1)])).toEqual([two]);
  expect(await readMending(table, subject)).toEqual([two]);
  expect(await isMending()).toBe(true);
  expect(await forgetMending(table, subject, [at(2)])).toEqual([]);
  expect(await isMending()).toBeUndefined();
});

test('the memory of an account that was never looked at is known and empty', async () => {
  expect(await readMemory(table, '999999999999', now)).toEqual({
    kind: 'known',
    readAt: at(0),
    subjects: {},
    exemptions: [],
  });
});

test('a table that does not answer is a memory of its own kind', async () => {
  const unanswered = openTable('trailwarden', connection('http://127.0.0.1:1'));
  expect(await readMemory(unanswered, ACCOUNT, now)).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'unreachable', call: 'dynamodb:Query' },
  });
});

test('a table that does not exist is a memory of its own kind', async () => {
  const missing = { ...table, name: 'nowhere' };
  expect(await readMemory(missing, ACCOUNT, now)).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'rejected', code: 'ResourceNotFoundException' },
  });
});
