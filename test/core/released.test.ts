import { expect, test } from '@jest/globals';
import type { SeenPart, SubjectMemory } from '../../shared/domain/memory';
import type { Observation } from '../../shared/domain/observation';
import type { Release, Version } from '../../shared/domain/release';
import type { WardenState } from '../../shared/domain/warden';
import { decide } from '../../shared/restore/decide';
import { released } from '../../shared/restore/released';
import { SETTLES_MS } from '../../shared/restore/released/seen';
import { at } from '../builders/at';
import {
  aQueue,
  aRole,
  aRule,
  aRulePart,
  aWardenBaseline,
  gone,
  seen as present,
} from '../builders/warden/parts';

const OLD = '{"source":["aws.cloudtrail"]}';
const NEW = '{"source":["aws.cloudtrail","aws.s3"]}';
const olderRule = aRule({ eventPattern: OLD });
const newerRule = aRule({ eventPattern: NEW, description: 'Reports more.' });

/** A version that has this part, or lacks it. */
const version = (name: string, state?: WardenState): Version => {
  const id = state && present(state).subject.id;
  return { version: name, digest: name, parts: { '*/*': id ? { [placeless(id)]: state } : {} } };
};

const placeless = (id: string) =>
  id.replaceAll('222233334444', '{account}').replaceAll('us-east-1', '{region}');

const release = (...right: readonly Version[]): Release => ({
  ...{ sequence: 7, since: at(0), by: 'kim', why: 'an upgrade', right },
  state: right.length > 1 ? 'rolling-out' : 'current',
});

const rollout = release(version('2', newerRule), version('1', olderRule));

const seenAs = (digest: string, more: Partial<SeenPart> = {}): SubjectMemory => ({
  seen: { subject: aRulePart(), at: at(-60), digest, ...more },
});

const judged = (
  observation: Observation<'warden'>,
  memory: SubjectMemory | undefined,
  by: Release = rollout,
) => released({ observation, memory, release: by, now: at(60), judge: decide });

/** What is done, as decide() would say with the baseline that the release gives. */
function done(
  observation: Observation<'warden'>,
  memory: SubjectMemory | undefined,
  by: Release = rollout,
) {
  const found = judged(observation, memory, by);
  if (!found) return undefined;
  const given = { observation, memory: found.memory, exemptions: [], events: [], now: at(60) };
  return found.decision ?? decide(given);
}

const must = (found: ReturnType<typeof judged>) => {
  const state = found?.memory.baseline?.state;
  return state && 'eventPattern' in state ? state.eventPattern : undefined;
};

test.each([
  ['the newer version', newerRule],
  ['the older version', olderRule],
])('while a rollout lasts, %s is right', (_, state) => {
  expect(done(present(state), seenAs('1'))).toEqual({ kind: 'compliant' });
});

test('after it the newest alone is right, and is put back', () => {
  const current = release(version('2', newerRule));
  const decision = done(present(olderRule), seenAs('1'), current);
  expect(decision).toMatchObject({ kind: 'restore', steps: [{ input: { EventPattern: NEW } }] });
});

test.each([
  ['the newer', newerRule, NEW],
  ['the older', olderRule, OLD],
])('what an intruder disabled is put back as it was nearest to: %s', (_, state, pattern) => {
  const decision = done(present({ ...state, state: 'DISABLED' }), seenAs('1'));
  expect(decision).toMatchObject({
    kind: 'restore',
    steps: [{ input: { State: 'ENABLED', EventPattern: pattern } }],
  });
});

test('a part that no version has as it is differs, even if only in one piece', () => {
  const state = { ...newerRule, eventPattern: '{"source":["none"]}' };
  expect(done(present(state), seenAs('1'))?.kind).toBe('restore');
});

const [olderRole, newerRole] = [
  aRole({ trustPolicy: '{"Statement":[{"Sid":"old"}]}', inlinePolicies: { read: '{"a":1}' } }),
  aRole({ trustPolicy: '{"Statement":[{"Sid":"new"}]}', inlinePolicies: { read: '{"a":2}' } }),
];
const roles = release(version('2', newerRole), version('1', olderRole));
const mixed = aRole({ ...newerRole, inlinePolicies: olderRole.inlinePolicies ?? {} });

test('each piece as one of the versions says: it is waited for', () => {
  const found = judged(present(mixed), seenAs('1'), roles);
  const until = new Date(Date.parse(at(60)) + SETTLES_MS).toISOString();
  expect(found?.decision).toEqual({ kind: 'exempt', until, findings: [] });
  expect(found?.seen).toMatchObject({ at: at(-60), betweenSince: at(60) });
});

test('from the first time that it was seen so, and not for longer', () => {
  const since = (ms: number) => new Date(Date.parse(at(60)) - ms).toISOString();
  const waiting = judged(present(mixed), seenAs('1', { betweenSince: since(60_000) }), roles);
  expect(waiting?.decision).toMatchObject({ kind: 'exempt' });
  expect(waiting?.seen).toBeUndefined();
  const over = seenAs('1', { betweenSince: since(SETTLES_MS) });
  expect(done(present(mixed), over, roles)?.kind).toBe('restore');
});

test('a time that is yet to come was written by another hand, and buys no time', () => {
  const later = seenAs('1', { betweenSince: at(3_600) });
  expect(done(present(mixed), later, roles)?.kind).toBe('restore');
});

test('without a rollout nothing is between versions', () => {
  const state = aRole({ ...newerRole, inlinePolicies: {} });
  expect(done(present(state), seenAs('2'), release(version('2', newerRole)))?.kind).toBe('restore');
});

test('a foreign policy is never between versions', () => {
  const inlinePolicies = { read: '{"a":1}', mallory: '{"a":1}' };
  expect(done(present(aRole({ ...newerRole, inlinePolicies })), seenAs('1'), roles)?.kind).toBe(
    'restore',
  );
});

test('where it was never seen, a part may not be there yet, or not be whole yet', () => {
  expect(done(gone('rule'), {})).toEqual({ kind: 'compliant' });
  const current = release(version('2', newerRule));
  const begun = { ...newerRule, targets: [] };
  expect(done(present(begun), {}, current)?.kind).toBe('exempt');
  expect(done(present({ ...newerRule, state: 'DISABLED' }), {}, current)?.kind).toBe('restore');
});

test('a part that is being made is waited for at every look, until it is whole or the time is over', () => {
  const current = release(version('2', newerRule));
  const begun = present({ ...newerRule, targets: [] });
  const { seen } = judged(begun, {}, current) ?? {};
  expect(seen).toMatchObject({ at: at(60), betweenSince: at(60) });
  const memory = { ...(seen && { seen }) };
  expect(done(begun, memory, current)?.kind).toBe('exempt');
  expect(done(gone('rule'), memory, current)).toEqual({ kind: 'compliant' });
  const whole = judged(present(newerRule), memory, current)?.seen;
  expect(whole).toEqual({ subject: aRulePart(), at: at(60), digest: '2' });
  expect(done(begun, { ...(whole && { seen: whole }) }, current)?.kind).toBe('restore');
});

test.each([
  ['by a release', seenAs('2')],
  ['when there were baselines', { baseline: aWardenBaseline(olderRule) }],
])('what was seen before %s is put back when it is gone', (_, memory) => {
  const decision = done(gone('rule'), memory);
  expect(decision).toMatchObject({ kind: 'restore', steps: [{ call: 'events:PutRule' }, {}] });
});

test('what is gone comes back as the version that the place had', () => {
  expect(must(judged(gone('rule'), seenAs('1')))).toBe(OLD);
  expect(must(judged(gone('rule'), seenAs('2')))).toBe(NEW);
  expect(must(judged(gone('rule'), seenAs('of long ago')))).toBe(NEW);
});

test('a part that one of the versions lacks may be there or not', () => {
  const added = release(version('2', newerRule), version('1'));
  const removed = release(version('2'), version('1', olderRule));
  for (const [by, state] of [
    [added, newerRule],
    [removed, olderRule],
  ] as const) {
    expect(done(present(state), seenAs('1'), by)).toEqual({ kind: 'compliant' });
    expect(done(gone('rule'), seenAs('1'), by)).toEqual({ kind: 'compliant' });
  }
});

test('a part that no version has any more is left alone, whatever its baseline says', () => {
  const memory = { baseline: aWardenBaseline(olderRule) };
  expect(done(gone('rule'), memory, release(version('3')))).toEqual({ kind: 'compliant' });
});

test("a trail's role is none of ours: its baseline counts", () => {
  const subject = { ...aRulePart(), id: 'arn:aws:iam::222233334444:role/CloudTrailLogs' };
  const observation = { ...present(aRole({ name: 'CloudTrailLogs' })), subject };
  expect(judged(observation, {})).toBeUndefined();
});

test('what a person retired stays retired', () => {
  const baseline = { ...aWardenBaseline(olderRule), retired: true as const };
  expect(judged(present(olderRule), { baseline })).toBeUndefined();
});

test('it is remembered once which version a part had, and again when that changes', () => {
  const [older, newer] = [present(olderRule), present(newerRule)];
  expect(judged(older, {})?.seen).toEqual({
    ...{ subject: aRulePart(), at: at(60), digest: '1', isBehind: true },
  });
  expect(judged(older, seenAs('1', { isBehind: true }))?.seen).toBeUndefined();
  expect(judged(newer, seenAs('1', { isBehind: true }))?.seen).toEqual({
    subject: aRulePart(),
    at: at(-60),
    digest: '2',
  });
  expect(judged(newer, seenAs('2'))?.seen).toBeUndefined();
});

test('a part that is the same in both versions costs no write', () => {
  const both = release(version('3', newerRule), version('2', newerRule));
  expect(judged(present(newerRule), seenAs('2'), both)?.seen).toBeUndefined();
});

test('of a part that was not read whole, nothing is remembered', () => {
  const { targets: _, ...cheap } = newerRule;
  const found = judged(present(cheap), {});
  expect(found?.decision).toBeUndefined();
  expect(found?.seen).toBeUndefined();
});

test('a table that does not answer hides no change, and makes nothing anew', () => {
  expect(done(present({ ...newerRule, state: 'DISABLED' }), undefined)?.kind).toBe('restore');
  expect(judged(gone('rule'), undefined)).toBeUndefined();
});

test('a queue is written to under the URL that it has, and may take longer messages', () => {
  const queue = aQueue({ url: 'https://foretold' });
  const by = release(version('2', queue));
  const url = 'https://as-it-is';
  const attributes = { ...queue.attributes, MessageRetentionPeriod: '60' };
  expect(done(present({ ...queue, url, attributes }), seenAs('2'), by)).toMatchObject({
    steps: [{ call: 'sqs:SetQueueAttributes', input: { QueueUrl: url } }],
  });
});
