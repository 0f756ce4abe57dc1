import { expect, test } from '@jest/globals';
import type { Question } from '../../../shared/aws/incidents/find-incidents';
import { type Book, bookRules } from '../../../shared/aws/incidents/hold-incident';
import { recordAttempts } from '../../../shared/aws/incidents/record-attempts';
import { readMemory } from '../../../shared/aws/memory';
import type { EventSignal } from '../../../shared/domain/signal';
import { anEvent } from '../../builders/a-signal';
import { at } from '../../builders/at';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';
import { incidentsIn } from './incidents-in';
import { mortalTable } from './mortal-table';

const ACCOUNT = '111122223333';
const table = tablePerTest();
const book: Book = { table, ...bookRules };

/** A StopLogging that AWS refused, so many seconds after eight. */
const refusedAt = (seconds: number, id = `refused-${seconds}`): EventSignal =>
  anEvent({
    id,
    eventTime: at(seconds),
    receivedAt: at(seconds),
    evidence: { errorCode: 'AccessDenied' },
  });

const tried = (seconds: number, event = refusedAt(seconds), accountId = ACCOUNT, into = book) =>
  recordAttempts(into, {
    accountId,
    at: at(seconds),
    attempts: [{ event, techniques: ['stop-logging'] }],
  });

const incidents = (question?: Question) => incidentsIn(table, question);

test('an attempt is an incident of its account that says who tried what, and that nothing happened', async () => {
  await tried(0);
  expect(await incidents()).toMatchObject([
    {
      subjectKey: `account#${ACCOUNT}`,
      subjectId: ACCOUNT,
      accountId: ACCOUNT,
      region: 'us-east-1',
      state: 'attempted',
      outcome: 'unchanged',
      severity: 'medium',
      techniques: ['stop-logging'],
      actors: expect.arrayContaining(['arn:aws:sts::111122223333:assumed-role/Deploy/mallory']),
      evidence: { errorCode: 'AccessDenied', sourceIp: '203.0.113.9' },
      sentence: `A caller tried to tamper with CloudTrail in account ${ACCOUNT}; AWS refused.`,
      events: 1,
      blindMs: 0,
      timeline: [
        {
          kind: 'attempted',
          text: expect.stringMatching(/^StopLogging \(refused: AccessDenied\)/),
        },
      ],
    },
  ]);
});

test('retries are counted on the same incident', async () => {
  for (let second = 0; second < 20; second += 1) await tried(second);
  expect(await incidents()).toMatchObject([{ state: 'attempted', events: 20, redeliveries: 0 }]);
});

test('an attempt that is delivered twice is counted once', async () => {
  await tried(0);
  await tried(9, refusedAt(0));
  expect(await incidents()).toMatchObject([{ events: 1, redeliveries: 1 }]);
});

test('twenty attempts at once are one incident', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => tried(0, refusedAt(0, `try-${index}`))),
  );
  expect(await incidents()).toMatchObject([{ events: 20 }]);
});

test('attempts an hour later are another incident', async () => {
  await tried(0);
  await tried(3_599);
  await tried(2 * 3_600);
  expect(await incidents()).toMatchObject([{ events: 1 }, { events: 2 }]);
});

test('attempts in two accounts are two incidents', async () => {
  await tried(0);
  await tried(0, anEvent({ id: 'there', accountId: '444455556666' }), '444455556666');
  expect(await incidents()).toHaveLength(2);
  expect(await incidents({ accountId: '444455556666' })).toHaveLength(1);
});

test('attempts are found by their state, their technique and their actor', async () => {
  await tried(0);
  const actor = 'arn:aws:iam::111122223333:role/Deploy';
  for (const question of [
    { state: 'attempted' },
    { technique: 'stop-logging' },
    { actor },
  ] as const) {
    expect(await incidents(question)).toHaveLength(1);
  }
});

test('an attempt whose write was interrupted is finished by the redelivery', async () => {
  const killed = { ...book, table: mortalTable(table, 1) };
  await expect(tried(0, refusedAt(0), ACCOUNT, killed)).rejects.toThrow('killed');
  await tried(5, refusedAt(0));
  expect(await incidents({ state: 'attempted' })).toMatchObject([{ events: 1 }]);
});

test('an attempt does not take the slot of an incident on a trail, and is not in its memory', async () => {
  await tried(0);
  const before = await readMemory(table, ACCOUNT, () => new Date(at(0)));
  expect(before).toMatchObject({ kind: 'known', subjects: {} });
  const trail = await GuardedTrail.in(table);
  await trail.deliver([trail.attack()]);
  expect(await incidents({ state: 'restored' })).toMatchObject([{ events: 1 }]);
  expect(await incidents({ state: 'attempted' })).toMatchObject([{ events: 1 }]);
});
