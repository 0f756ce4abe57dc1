import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { planReminders, serveAll } from '../../services/notifier/notify';
import { type RunningReceivers, startReceivers } from '../../services/receivers/start-receivers';
import { acknowledge } from '../../shared/aws/incidents/acknowledge';
import { findIncidents, getIncident } from '../../shared/aws/incidents/find-incidents';
import { writeFacets } from '../../shared/aws/incidents/hold-incident';
import type { IncidentRecord } from '../../shared/domain/incident-record';
import { tablePerTest } from '../aws/open-test-table';
import { type Clock, notifying, planWrites, writeIncident } from './notifying';

let receivers: RunningReceivers;
const table = tablePerTest();
let clock: Clock;

beforeAll(async () => {
  receivers = await startReceivers();
});
beforeEach(async () => {
  clock = { at: new Date('2026-11-21T20:50:00.000Z') };
  receivers.faults.clear();
});
afterAll(() => receivers.close());

const pass = (minutes: number): void => {
  clock.at = new Date(clock.at.getTime() + minutes * 60_000);
};
const notifier = () => notifying({ table, receivers, clock });

/** The requests to a channel after this many. */
const arrived = (channel: 'slack' | 'jira', since: number) =>
  receivers.received.slice(since).filter((one) => one.channel === channel && one.taken);

async function unacknowledged(): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of findIncidents(table, { unacknowledged: true })) ids.push(id);
  return ids;
}

const ANSWER = { as: 'planned', by: 'arn:aws:iam::111122223333:user/ann' } as const;

test('a record of the stream that comes twice is one message and one ticket', async () => {
  const since = receivers.received.length;
  const tickets = receivers.jira.issues.size;
  const write = await writeIncident(table, { id: 'inc-twice' });
  expect(await planWrites(notifier(), [write, write])).toBe(2);
  await serveAll(notifier());
  expect(await planWrites(notifier(), [write])).toBe(0);
  await serveAll(notifier());
  expect(arrived('slack', since)).toHaveLength(1);
  expect(receivers.jira.issues.size).toBe(tickets + 1);
});

test('a record of the stream that comes twice is one incident of ServiceNow and one issue of Jira', async () => {
  const { servicenow, jira } = receivers;
  const [tickets, issues] = [servicenow.tickets.size, jira.issues.size];
  const rules = [{ to: ['tickets', 'desk'] }];
  const both = notifying({ table, receivers, clock }, { rules });
  const write = await writeIncident(table, { id: 'inc-desk' });
  for (const time of [1, 2]) {
    expect(await planWrites(both, [write])).toBe(time === 1 ? 2 : 0);
    await serveAll(both);
  }
  expect([servicenow.tickets.size, jira.issues.size]).toEqual([tickets + 1, issues + 1]);
});

test('Slack is down for an hour: the ticket is made at once, and one message comes when it is back', async () => {
  const since = receivers.received.length;
  const tickets = receivers.jira.issues.size;
  const up = receivers.faults.add({ channel: 'slack', kind: 'refused', status: 503 });
  await planWrites(notifier(), [await writeIncident(table, { id: 'inc-slow' })]);
  for (let minute = 0; minute < 60; minute += 1) {
    await serveAll(notifier());
    pass(1);
  }
  expect(receivers.jira.issues.size).toBe(tickets + 1);
  expect(arrived('slack', since)).toEqual([]);
  up();
  pass(15);
  await serveAll(notifier());
  await serveAll(notifier());
  expect(arrived('slack', since)).toHaveLength(1);
  // It tells what is so now, not what was so an hour ago.
  expect(arrived('slack', since)[0]?.body).toContain('put back');
  // Asked some ten times and not sixty: each pause is longer than the last.
  const asked = receivers.received.slice(since).filter(({ channel }) => channel === 'slack');
  expect(asked.length).toBeLessThan(14);
});

test('fifty accounts at once are fifty tickets and one message that names how many', async () => {
  const since = receivers.received.length;
  const tickets = receivers.jira.issues.size;
  const writes = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      writeIncident(table, { id: `inc-${index}`, accountId: String(100_000_000_000 + index) }),
    ),
  );
  await planWrites(notifier(), writes);
  await serveAll(notifier());
  expect(arrived('slack', since)).toHaveLength(1);
  expect(arrived('slack', since)[0]?.body).toContain('50 incidents in 50 accounts');
  expect(receivers.jira.issues.size).toBe(tickets + 50);
});

test('a notifier that dies before it notes a message sends it again, marked as a possible repeat', async () => {
  const since = receivers.received.length;
  await planWrites(notifier(), [await writeIncident(table, { id: 'inc-killed' })]);
  const killed = { ...notifier(), end: () => Promise.reject(new Error('killed')) };
  await expect(serveAll(killed)).rejects.toThrow('killed');
  await serveAll(notifier());
  expect(arrived('slack', since)).toHaveLength(1); // the lease of the dead notifier has not ended yet
  pass(5);
  const tickets = receivers.jira.issues.size;
  await serveAll(notifier());
  expect(arrived('slack', since)).toHaveLength(2);
  expect(arrived('slack', since)[1]?.body).toContain('this may be a repeat');
  expect(receivers.jira.issues.size).toBe(tickets); // Jira knows the incident by its label
});

test('reminders come at 15 minutes and at an hour, and end with the answer', async () => {
  const since = receivers.received.length;
  const openedAt = clock.at.toISOString();
  await planReminders(notifier()); // the clock begins
  await planWrites(notifier(), [await writeIncident(table, { id: 'inc-asks', openedAt })]);
  const ticks: number[] = [];
  for (let minute = 0; minute <= 70; minute += 5) {
    await planReminders(notifier());
    const before = arrived('slack', since).length;
    await serveAll(notifier());
    if (arrived('slack', since).length > before) ticks.push(minute);
    pass(5);
  }
  expect(ticks).toEqual([0, 15, 60]);
  await acknowledge(table, 'inc-asks', { ...ANSWER, at: clock.at.toISOString() });
  pass(600);
  expect(await planReminders(notifier())).toBe(0);
  expect(await unacknowledged()).toEqual([]);
});

test('two notifiers at once write each reminder down once', async () => {
  const openedAt = clock.at.toISOString();
  await planReminders(notifier());
  await writeIncident(table, { id: 'inc-once', openedAt });
  pass(15);
  const both = await Promise.all([planReminders(notifier()), planReminders(notifier())]);
  expect(both.reduce((sum, one) => sum + one)).toBe(2); // one notice for each of two channels
});

test('an incident that cannot be read still has its reminder, and delays no other', async () => {
  const openedAt = clock.at.toISOString();
  await planReminders(notifier());
  for (const id of ['inc-odd', 'inc-even']) await writeIncident(table, { id, openedAt });
  pass(15);
  const broken = { ...notifier(), incident: () => Promise.reject(new TypeError('odd')) };
  expect(await planReminders(broken)).toBe(4); // two channels each
});

test('an answer is kept with the person who gave it, and a later one replaces it', async () => {
  await writeIncident(table, { id: 'inc-answered' });
  const [first, second] = ['2026-11-21T21:00:00.000Z', '2026-11-21T22:00:00.000Z'] as const;
  await acknowledge(table, 'inc-answered', { ...ANSWER, at: first, note: 'CHG-1042' });
  await acknowledge(table, 'inc-answered', { ...ANSWER, as: 'not-me', at: second });
  const incident = await getIncident(table, 'inc-answered');
  expect(incident).toMatchObject({
    acknowledged: true,
    acknowledgement: { as: 'not-me', at: second },
  });
  const said = incident?.timeline.filter(({ kind }) => kind === 'acknowledged');
  expect(said?.map(({ text }) => text)).toEqual([
    `answered planned by ${ANSWER.by}: CHG-1042`,
    `answered not-me by ${ANSWER.by}`,
  ]);
});

test('a look that was read before the answer does not put the incident back on the list', async () => {
  const { after } = await writeIncident(table, { id: 'inc-late' });
  await acknowledge(table, 'inc-late', { ...ANSWER, at: clock.at.toISOString() });
  await writeFacets({ table }, after as unknown as IncidentRecord);
  expect(await unacknowledged()).toEqual([]);
});

test('an incident that does not exist cannot be answered', async () => {
  expect(await acknowledge(table, 'inc-none', { ...ANSWER, at: clock.at.toISOString() })).toBe(
    undefined,
  );
});

test('the second message of an incident says only what is new', async () => {
  const since = receivers.received.length;
  const id = 'inc-twice-told';
  const { after, incident } = await writeIncident(table, { id });
  await planWrites(notifier(), [{ after, incident }]);
  await serveAll(notifier());
  await acknowledge(table, id, { ...ANSWER, at: clock.at.toISOString() });
  const answered = await getIncident(table, id);
  if (!answered) throw new Error('it is there');
  const { acknowledgement } = answered;
  const later = { ...after, revision: 2, acknowledged: true, acknowledgement };
  await planWrites(notifier(), [{ before: after, after: later, incident: answered }]);
  await serveAll(notifier());
  const [first = '', second = ''] = arrived('slack', since).map(({ body }) => body);
  expect(first).toContain('Subject: ');
  expect(second).toContain('Answered planned');
  expect(second).not.toContain('Subject: ');
  expect(second.length).toBeLessThan(first.length / 2);
});

test('a notice for a removed channel is dead with that reason, and delays no other', async () => {
  await planWrites(notifier(), [await writeIncident(table, { id: 'inc-gone' })]);
  const { configuration } = notifier();
  const { chat: _, ...channels } = configuration.channels;
  const rounds = await serveAll({ ...notifier(), configuration: { ...configuration, channels } });
  expect(rounds.find(({ channel }) => channel === 'chat')).toMatchObject({ dead: 1 });
  expect(rounds.find(({ channel }) => channel === 'tickets')).toMatchObject({ sent: 1 });
});
