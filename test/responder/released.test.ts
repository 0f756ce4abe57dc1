import { expect, test } from '@jest/globals';
import { openReleased } from '../../services/responder/released';
import type { Seal } from '../../shared/aws/baselines/sealed';
import { readMemory } from '../../shared/aws/memory';
import { declareRelease } from '../../shared/aws/releases/declare-release';
import { noteSeen } from '../../shared/aws/releases/note-seen';
import { currentKey } from '../../shared/aws/releases/release-row';
import { update } from '../../shared/aws/table/table';
import { subjectKey } from '../../shared/domain/subject';
import type { WardenState } from '../../shared/domain/warden';
import { decide } from '../../shared/restore/decide';
import { tablePerTest } from '../aws/open-test-table';
import { at } from '../builders/at';
import { aBus, aBusPart, aRule, aRulePart, gone, seen } from '../builders/warden/parts';

const table = tablePerTest();
const seal: Seal = {
  sign: async (text) => `seal of ${text}`,
  verify: async (text, mac) => mac === `seal of ${text}`,
};

const parts = (...states: readonly WardenState[]) => ({
  '222233334444/us-east-1': Object.fromEntries(
    states.map((state) => [seen(state).subject.id, state]),
  ),
});

const declare = (version: string, ...states: readonly WardenState[]) =>
  declareRelease(table, {
    ...{ by: 'kim', why: 'an upgrade', at: at(0), seal },
    next: { version, parts: parts(...states) },
  });

const open = () => {
  const amended: string[] = [];
  const { judge } = openReleased({
    ...{ table, seal, amend: (subject) => amended.push(subject.id) },
    remembering: (write) => write(),
  });
  const look = (observation: Parameters<typeof judge>[0]['observation'], now = at(60)) =>
    judge({ observation, memory: {}, now, judge: decide });
  return { look, amended };
};

const forge = () => update(table, { key: currentKey, set: { release: { sequence: 9 } } });

test('without a release a part is judged by its baseline', async () => {
  expect(await open().look(seen(aRule()))).toBeUndefined();
});

test('a part that is as the release has it is remembered, in the table and here', async () => {
  const release = await declare('1', aRule());
  const { look, amended } = open();
  expect(await look(seen(aRule()))).toMatchObject({ isRight: true });
  expect(amended).toEqual([aRulePart().id]);
  const memory = await readMemory(table, '222233334444', () => new Date(at(61)));
  expect(memory).toMatchObject({
    subjects: { [subjectKey(aRulePart())]: { seen: { digest: release.right[0]?.digest ?? '' } } },
  });
});

test('a forged row is told at the bus alone, and the genuine one of the history counts', async () => {
  await declare('1', aRule(), aBus());
  await forge();
  const { look } = open();
  expect(await look(seen(aBus()))).toMatchObject({ doubt: { kind: 'forged' } });
  const rule = await look(seen(aRule({ state: 'DISABLED' })));
  expect(rule?.doubt).toBeUndefined();
  expect(rule?.memory.baseline?.state).toEqual(aRule());
});

test('with no genuine row at all, other parts have their baselines', async () => {
  await forge();
  const { look } = open();
  expect(await look(seen(aBus()))).toMatchObject({ doubt: { kind: 'forged' } });
  expect(await look(gone('rule'))).toBeUndefined();
});

const DAY_S = 86_400;

test('a rollout that stalls is told at the bus alone, with the accounts that are behind', async () => {
  await declare('2', aRule(), aBus());
  const account = '111122223333';
  const subject = { ...aRulePart(), accountId: account };
  await noteSeen(table, { subject, at: at(0), digest: '1', isBehind: true });
  const { look } = open();
  expect((await look(seen(aBus())))?.decision).toBeUndefined();
  expect((await look(seen(aRule()), at(DAY_S)))?.decision).toBeUndefined();
  expect((await look(seen(aBus()), at(DAY_S)))?.decision).toMatchObject({
    ...{ kind: 'escalate', why: expect.stringContaining(account) },
  });
  expect(aBusPart().id).toContain('trailwarden');
});

test('a version that was declared a moment ago counts before anything is put back', async () => {
  await declare('1', aRule());
  const { look } = open();
  expect(await look(seen(aRule()))).toMatchObject({ isRight: true });
  const next = aRule({ eventPattern: '{"source":["aws.cloudtrail","aws.new"]}' });
  await declare('2', next);
  expect(await look(seen(next))).toMatchObject({ isRight: true });
});
