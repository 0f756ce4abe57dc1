import { expect, test } from '@jest/globals';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import type { Question } from '../../../shared/aws/incidents/find-incidents';
import { type Book, bookRules } from '../../../shared/aws/incidents/hold-incident';
import { isTold } from '../../../shared/aws/incidents/is-told';
import { recordReport } from '../../../shared/aws/incidents/record-report';
import { recordUndone } from '../../../shared/aws/incidents/record-undone';
import { incidentKey, update } from '../../../shared/aws/table/table';
import { room } from '../../../shared/domain/incident-record';
import type { Report } from '../../../shared/domain/report';
import { leftAlone } from '../../../shared/domain/undone';
import { reportSignal } from '../../../shared/restore/reported/report-signal';
import { anEvent } from '../../builders/a-signal';
import { at } from '../../builders/at';
import { aRecord } from '../../replay/a-record';
import { enveloped, guarded, MANAGEMENT, ofNothing } from '../../reports/here';
import { tablePerTest } from '../open-test-table';
import { incidentsIn } from './incidents-in';

const table = tablePerTest();
const book: Book = { table, ...bookRules };

const aReport = (different: Partial<Report> = {}): Report => ({
  row: 'GRD-03',
  title: 'Change a function of Trailwarden',
  severity: 'critical',
  target: 'trailwarden-responder',
  accountId: '222233334444',
  region: 'us-east-1',
  sentence: 'The code of function trailwarden-responder was replaced.',
  guidance: ['Planned? Ask.', 'Undo: deploy it again.'],
  notUndone: 'A deployment can.',
  ...different,
});

const happen = (seconds: number, id: string, report = aReport(), happened = seconds) =>
  recordReport(book, {
    report,
    event: anEvent({ id, eventTime: at(happened), receivedAt: at(seconds) }),
    at: at(seconds),
  });

const incidents = (question?: Question) => incidentsIn(table, question);

test('a reported event is an escalated incident that says what to do and why it is not undone', async () => {
  await happen(0, 'one');
  expect(await incidents()).toMatchObject([
    {
      subjectKey: 'report#GRD-03#222233334444',
      subjectId: 'trailwarden-responder',
      accountId: '222233334444',
      state: 'escalated',
      outcome: 'escalated',
      severity: 'critical',
      techniques: ['GRD-03'],
      sentence: 'The code of function trailwarden-responder was replaced.',
      escalation: 'Trailwarden does not undo it. A deployment can.',
      guidance: ['Planned? Ask.', 'Undo: deploy it again.'],
      events: 1,
      blindMs: 0,
      timeline: [{ kind: 'tampered' }],
    },
  ]);
});

test('an event that is delivered twice is counted once', async () => {
  await happen(0, 'one');
  await happen(5, 'one');
  expect(await incidents()).toMatchObject([{ events: 1, redeliveries: 1 }]);
});

test('repeats are counted on the incident until an hour was quiet', async () => {
  await happen(0, 'one');
  await happen(3_599, 'two');
  await happen(3_599 * 2, 'three');
  expect(await incidents()).toMatchObject([{ events: 3, state: 'escalated' }]);
});

test('an event after a quiet hour is a new incident', async () => {
  await happen(0, 'one');
  await happen(3_601, 'two');
  expect(await incidents()).toMatchObject([{ events: 1 }, { events: 1 }]);
});

test('an event after an answer is an incident that follows the answered one', async () => {
  await happen(0, 'one');
  const [answered] = await incidents();
  const answer = { as: 'handled', by: 'alice', at: at(10) } as const;
  await acknowledge(table, answered?.id ?? '', answer);
  await happen(20, 'two');
  await happen(21, 'one', aReport(), 0); // delivered once more: of the first
  expect(await incidents()).toMatchObject([
    { events: 1, follows: answered?.id, acknowledged: false },
    { events: 1, acknowledged: true },
  ]);
  expect(await incidents({ unacknowledged: true })).toHaveLength(1);
});

test('twenty events at once are one incident', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => happen(0, `event-${index}`)));
  expect(await incidents()).toMatchObject([{ events: 20 }]);
});

test('an event of another kind or of another account is an incident of its own', async () => {
  await happen(0, 'one');
  await happen(0, 'two', aReport({ row: 'GRD-05' }));
  await happen(0, 'three', aReport({ accountId: '111122223333' }));
  expect(await incidents()).toHaveLength(3);
  expect(await incidents({ technique: 'GRD-05' })).toHaveLength(1);
});

test('a hundred names in one account are one incident that gives their number and the newest, and keeps fifty', async () => {
  for (let index = 0; index < 100; index += 1) {
    const name = `trailwarden-${index}`;
    await happen(
      index,
      name,
      aReport({ row: 'GRD-05', target: name, sentence: `${name} is gone.` }),
    );
  }
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    events: 100,
    sentence:
      'trailwarden-0 is gone. The same was done to trailwarden-1, trailwarden-2, trailwarden-3, trailwarden-4, trailwarden-5, and at least 44 more, last trailwarden-99.',
  });
});

test('an incident with no room for further events still counts each once, and records its outcome', async () => {
  const { id } = (await happen(0, 'one')) as { readonly id: string };
  const eventIds = new Set(Array.from({ length: room.eventIds }, (_, n) => `noise-${n}`));
  await update(table, { key: incidentKey(id), set: { eventIds, settled: eventIds, events: 500 } });
  for (let again = 0; again < 2; again += 1) await happen(700, 'last');
  await recordUndone(book, { id, eventId: 'last', undone: leftAlone('It is ours.', at(701)) });
  expect(await incidents()).toMatchObject([
    { events: 501, redeliveries: 1, escalation: 'It is not undone. It is ours.' },
  ]);
});

test('a resource under several of its names is one name', async () => {
  const arn = 'arn:aws:lambda:us-east-1:222233334444:function:trailwarden-responder';
  await happen(0, 'one');
  await happen(1, 'two', aReport({ target: arn, name: 'trailwarden-responder' }));
  expect(await incidents()).toMatchObject([
    { events: 2, sentence: 'The code of function trailwarden-responder was replaced.' },
  ]);
});

const organizations = (name: string, request: object, different: object = {}) =>
  aRecord({ source: 'organizations', name, request, recipientAccountId: MANAGEMENT, ...different });
const attach = (policyId: string, targetId: string) =>
  organizations('AttachPolicy', { policyId, targetId });
const create = (name: string, id: string) =>
  organizations(
    'CreatePolicy',
    {
      name,
      content: '{"Statement":{"Effect":"Deny","Action":"cloudtrail:Start*","Resource":"*"}}',
    },
    { responseElements: { policy: { policySummary: { id } } } },
  );

test('the attachment of a reported policy to any target is told on the policy’s incident', async () => {
  const toldOf = (record: ReturnType<typeof aRecord>) =>
    reportSignal(JSON.stringify(enveloped(record)), {
      ...{ guarded, recall: async () => ofNothing },
      isTold: (what) => isTold(table, what),
    });
  const tell = async (seconds: number, record: ReturnType<typeof aRecord>) => {
    const reports = await toldOf(record);
    for (const report of reports) await happen(seconds, `at-${seconds}`, report);
    return reports;
  };
  expect(await toldOf(attach('p-foreign1', 'r-ab12'))).toEqual([]);
  await tell(0, create('quiet', 'p-foreign1'));
  expect(await tell(60, attach('p-foreign1', 'r-ab12'))).toMatchObject([
    {
      row: 'ORG-06',
      sentence: 'Policy p-foreign1, which is not on the list, was attached to r-ab12.',
    },
  ]);
  expect(await incidents()).toMatchObject([
    {
      events: 2,
      sentence:
        'Policy quiet (p-foreign1) denies cloudtrail:StartLogging. The same was done to r-ab12.',
    },
  ]);

  await tell(9_000, create('other', 'p-foreign2')); // an incident of its own by then
  expect(await incidents()).toHaveLength(2);
  expect(await toldOf(attach('p-foreign1', 'ou-ab12-11111111'))).toHaveLength(1);
  expect(await toldOf(attach('p-foreign2', '444455556666'))).toHaveLength(1);
  expect(await toldOf(attach('p-foreign', 'ou-ab12-11111111'))).toEqual([]);
  const refused = { ...attach('p-foreign1', 'r-ab12'), errorCode: 'AccessDenied' };
  expect(await toldOf(refused)).toEqual([]);
});

test('a store that is stopped and then deleted is told as deleted, and its undo comes first', async () => {
  const calls = [
    'StopEventDataStoreIngestion',
    'DeleteEventDataStore',
    'StopEventDataStoreIngestion',
  ];
  for (const [index, eventName] of calls.entries()) {
    const eventDataStore = 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/lake';
    const eventSource = 'cloudtrail.amazonaws.com';
    const record = aRecord({
      ...{ source: 'cloudtrail', name: eventName },
      request: { eventDataStore },
    });
    const [report] = await reportSignal(JSON.stringify(enveloped(record)), {
      ...{ guarded, recall: async () => ofNothing },
      isTold: (what) => isTold(table, what),
    });
    if (!report) throw new Error(`${eventName} is not reported.`);
    const event = anEvent({
      ...{ id: `store-${index}`, evidence: { eventName, eventSource } },
      ...{ eventTime: at(index), receivedAt: at(index) },
    });
    await recordReport(book, { report, event, at: at(index) });
  }
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ techniques: ['CT-12'], events: 3 });
  expect(incident?.sentence).toMatch(/delet/);
  const lines = incident?.guidance ?? [];
  const lineOf = (call: string) => lines.findIndex((line) => line.includes(call));
  const [restore, start] = [lineOf('restore-event-data-store'), lineOf('start-event-data-store')];
  expect(lines[restore]).toContain('within 7 days');
  expect(restore).toBeGreaterThan(-1);
  expect(start).toBeGreaterThan(restore);
});
