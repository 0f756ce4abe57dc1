import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { findIncidents, getIncident } from '../../../shared/aws/incidents/find-incidents';
import { type Book, bookRules } from '../../../shared/aws/incidents/hold-incident';
import { recordAttempts } from '../../../shared/aws/incidents/record-attempts';
import type { Table } from '../../../shared/aws/table/table';
import type { EventSignal } from '../../../shared/domain/signal';
import { anEvent } from '../../builders/a-signal';
import { at } from '../../builders/at';
import { tablePerFile } from '../open-test-table';

const ACCOUNT = '111122223333';
const table = tablePerFile();
let book: Book;
let writes = 0;
let bytes = 0;
let reads = 0;

beforeAll(async () => {
  book = { table: counted(table), ...bookRules };
});

/** A table that counts what is written to it. */
function counted(inner: Table): Table {
  const send = async (command: Parameters<DynamoDBClient['send']>[0]): Promise<unknown> => {
    if (command.constructor.name === 'UpdateItemCommand') {
      writes += 1;
      bytes += JSON.stringify(command.input).length;
    }
    if (command.constructor.name === 'QueryCommand') reads += 1;
    return inner.client.send(command);
  };
  return { ...inner, client: { send } as unknown as DynamoDBClient };
}

/** A refused StopLogging of a role session that was never seen before. */
function refused(n: number): EventSignal {
  const role = `arn:aws:iam::${ACCOUNT}:role/noisy`;
  const principal = `arn:aws:sts::${ACCOUNT}:assumed-role/noisy/s${n}-${'y'.repeat(50)}`;
  const actor = { type: 'AssumedRole', principal, chain: [role, principal] };
  const evidence = { errorCode: 'AccessDenied', actor };
  return anEvent({ id: `refused-${n}`, eventTime: at(n), receivedAt: at(n), evidence });
}

async function cost(...numbers: readonly number[]) {
  writes = 0;
  bytes = 0;
  reads = 0;
  const attempts = numbers.map((n) => ({ event: refused(n), techniques: ['stop-logging'] }));
  await recordAttempts(book, { accountId: ACCOUNT, at: at(numbers[0] ?? 0), attempts });
  return { writes, bytes, reads };
}

test('a refused call costs the same after any number of actors, and no actor is lost', async () => {
  const first = await cost(1);
  expect(first.writes).toBeLessThanOrEqual(7); // its slot, itself, and what it is found by
  expect(first.reads).toBe(1); // its slot: an incident that is opened now is not looked for
  for (let n = 2; n < 60; n += 1) await cost(n);
  const sixtieth = await cost(60);
  await cost(...Array.from({ length: 539 }, (_, index) => 61 + index));
  const last = await cost(600);
  for (const { writes, bytes } of [sixtieth, last]) {
    expect(writes).toBe(1);
    expect(bytes).toBeLessThan(first.bytes);
  }
  const [found] = await all({});
  const incident = await getIncident(table, found?.id ?? '');
  expect(incident).toMatchObject({ events: 600, furtherCalls: 551, furtherMoments: 529 });
  expect(incident?.actors).toHaveLength(50);
  expect(incident?.timeline).toHaveLength(71); // of the 539 its first and its last five
  expect(JSON.stringify(incident).length).toBeLessThan(60_000);
});

test('the call of a further actor after 600 others is on the incident and finds it, for two writes more', async () => {
  const role = `arn:aws:iam::${ACCOUNT}:user/bob`;
  const actor = { type: 'IAMUser', principal: role, chain: [role] };
  const evidence = { errorCode: 'AccessDenied', eventName: 'DeleteTrail', actor };
  const event = anEvent({ id: 'bob', eventTime: at(700), receivedAt: at(700), evidence });
  const attempts = [{ event, techniques: ['delete-trail'] }];
  writes = 0;
  await recordAttempts(book, { accountId: ACCOUNT, at: at(700), attempts });
  expect(writes).toBe(3); // its name, its technique and the incident
  for (let n = 701; n < 900; n += 1) await cost(n);
  expect((await cost(900)).bytes).toBeLessThan(2_000);
  const [found, ...others] = await all({ actor: role });
  expect(others).toEqual([]);
  const incident = await getIncident(table, found?.id ?? '');
  expect(incident).toMatchObject({ events: 801, techniques: ['delete-trail', 'stop-logging'] });
  expect(incident?.actors).toContain(role);
  const rows = (incident?.timeline ?? []).map(({ text }) => text);
  expect(rows).toHaveLength(100);
  expect(rows.filter((text) => text.startsWith('DeleteTrail'))).toHaveLength(1);
  expect(rows.at(0)).toMatch(/noisy\/s1-/);
  expect(rows.at(-1)).toMatch(/noisy\/s900-/);
  expect(JSON.stringify(incident).length).toBeLessThan(60_000);
});

test('the refused calls of one batch are one write', async () => {
  const numbers = Array.from({ length: 100 }, (_, index) => 1_000 + index); // as many as there are rows
  expect(await cost(...numbers)).toMatchObject({ writes: 1 });
  const [found] = await all({});
  const { timeline = [], furtherMoments = 0 } = (await getIncident(table, found?.id ?? '')) ?? {};
  expect(timeline.length + furtherMoments).toBe(901);
});

test('a search by any kept actor finds the incident in its present state', async () => {
  const [found] = await all({ actor: refused(7).evidence.actor.principal });
  expect(found).toMatchObject({ events: 901, state: 'attempted' });
});

async function all(question: Parameters<typeof findIncidents>[1]) {
  const found: { readonly id: string; readonly events: number }[] = [];
  for await (const one of findIncidents(table, question)) found.push(one);
  return found;
}
