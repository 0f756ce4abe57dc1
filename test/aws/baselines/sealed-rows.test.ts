import { createHmac } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from '@jest/globals';
import { acceptBaseline } from '../../../shared/aws/baselines/accept-baseline';
import { currentRow, historyRows } from '../../../shared/aws/baselines/find-baselines';
import { nextVersion } from '../../../shared/aws/baselines/next-version';
import {
  baselineRow,
  captureBaseline,
  doubtIn,
  type ReadRow,
  type Seal,
} from '../../../shared/aws/baselines/sealed';
import { readMemory } from '../../../shared/aws/memory';
import {
  accountKey,
  baselineKey,
  historyKey,
  type Item,
  update,
} from '../../../shared/aws/table/table';
import type { Doubt } from '../../../shared/domain/doubt';
import { subjectKey } from '../../../shared/domain/subject';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState } from '../../builders/a-trail-state';
import { aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { tablePerFile } from '../open-test-table';

const table = tablePerFile();

const macOf = (text: string): string =>
  createHmac('sha256', 'secret').update(text).digest('base64');
const seal: Seal = {
  sign: async (text) => macOf(text),
  verify: async (text, mac) => macOf(text) === mac,
};

/** Each test has a trail of its own. */
let trails = 0;
let subject = aTrail();
beforeEach(() => {
  trails += 1;
  subject = aTrail({ name: `sealed-${trails}` });
});

const capture = () =>
  captureBaseline(table, aPresent({ subject }), {
    capturedAt: at(0),
    capturedBy: 'trailwarden',
    why: 'first sight',
    seal,
  });

const accept = (version: number, over?: ReadRow) =>
  acceptBaseline(table, aBaseline({ subject, version, why: `version ${version}` }), {
    seal,
    ...(over && { over }),
  });

const current = async (): Promise<ReadRow> =>
  (await currentRow(table, subject)) ?? { subjectKey: subjectKey(subject) };

const doubt = async (): Promise<Doubt | undefined> =>
  doubtIn(seal, await current(), subjectKey(subject));

const evil = aTrailState({ settings: { s3BucketName: 'mallory' } });

/** A forged row, written by an attacker who may call UpdateItem on the table. */
const plant = (sk: string, row: Item) =>
  update(table, { key: { pk: accountKey(subject.accountId), sk }, set: row });
const plantCurrent = (baseline: unknown) =>
  plant(baselineKey(subjectKey(subject)), {
    kind: 'baseline',
    subjectKey: subjectKey(subject),
    baseline,
  });
const plantHistory = (version: number) =>
  plant(
    historyKey(subjectKey(subject), version),
    baselineRow({ baseline: aBaseline({ subject, version: 1, state: evil }), mac: 'AAAA' }),
  );

test('captured and accepted baselines are genuine when they are read back', async () => {
  await capture();
  expect(await doubt()).toBeUndefined();
  expect(await accept(2)).toMatchObject({ kind: 'accepted' });
  expect(await doubt()).toBeUndefined();
  for (const row of await historyRows(table, subject)) {
    expect(await doubtIn(seal, row, subjectKey(subject))).toBeUndefined();
  }
});

test('the memory carries the seal beside the baseline, and marks an illegible row', async () => {
  await capture();
  const { mac } = await current();
  const memory = async () => {
    const known = await readMemory(table, subject.accountId, () => new Date(at(0)));
    return known.kind === 'known' ? known.subjects[subjectKey(subject)] : undefined;
  };
  expect(await memory()).toMatchObject({ mac: expect.stringMatching(/.{40}/), baseline: {} });
  expect((await memory())?.mac).toBe(mac);
  await plantCurrent('nothing');
  expect(await memory()).toEqual({ illegible: true });
  const elsewhere = { ...subject, accountId: '999999999999' };
  await plantCurrent(aBaseline({ subject: elsewhere }));
  expect(await memory()).toEqual({ illegible: true });
});

test('a number beyond JavaScript’s range makes its row illegible, and not its account', async () => {
  await capture();
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: {
        pk: { S: accountKey(subject.accountId) },
        sk: { S: baselineKey(subjectKey(subject)) },
      },
      UpdateExpression: 'SET baseline.version = :huge',
      ExpressionAttributeValues: { ':huge': { N: '1e100' } },
    }),
  );
  const known = await readMemory(table, subject.accountId, () => new Date(at(0)));
  expect(known).toMatchObject({ subjects: { [subjectKey(subject)]: { illegible: true } } });
});

test('a first sight never seals a row that was planted in the history before it', async () => {
  await plantHistory(1);
  await capture();
  expect(await doubt()).toMatchObject({ kind: 'forged' });
});

test('an unsealed version in the history is neither used nor replaced', async () => {
  await capture();
  await plantHistory(2);
  expect(await accept(2)).toMatchObject({ kind: 'spoiled' });
  expect(await doubt()).toBeUndefined();
  expect(await accept(3, await current())).toMatchObject({ kind: 'accepted' });
  expect((await current()).baseline?.version).toBe(3);
});

test.each([
  ['another bucket', () => ({ ...aBaseline({ subject, state: evil }), mac: 'AAAA' })],
  ['a number of its own', () => ({ ...aBaseline({ subject, version: 41 }), mac: 'AAAA' })],
  ['a number there is no room for', () => aBaseline({ subject, version: 1e12 })],
  ['nothing at all', () => 'nothing'],
  ['nothing but a seal', () => ({ mac: 'AAAA' })],
])('a person can write a genuine version once over a row that says %s', async (_, altered) => {
  await capture();
  await plantCurrent(altered());
  const over = await current();
  expect(await doubt()).toMatchObject({ kind: 'forged' });
  const version = nextVersion(over, await historyRows(table, subject), true);
  expect(await accept(version, over)).toMatchObject({ kind: 'accepted' });
  expect(await doubt()).toBeUndefined();
  expect(await accept(version + 1, over)).toMatchObject({ kind: 'overtaken' });
});
