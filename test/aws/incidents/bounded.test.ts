import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { type Book, bookRules } from '../../../shared/aws/incidents/book';
import { findIncidents, getIncident } from '../../../shared/aws/incidents/find-incidents';
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
    return inner.client.send(command);
  };
  return { ...inner, client: { send } as unknown as DynamoDBClient };
}

/** A refused StopLogging of a role session that nobody ever saw before. */
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
  const attempts = numbers.map((n) => ({ event: refused(n), techniques: ['stop-logging'] }));
  await recordAttempts(book, { accountId: ACCOUNT, at: at(numbers[0] ?? 0), attempts });
  return { writes, bytes };
}

test('a refused call costs the same however many names came before it, and none is lost', async () => {
  const first = await cost(1);
  expect(first.writes).toBeLessThanOrEqual(7); // its slot, itself, and what it is found by
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
  expect(incident).toMatchObject({ events: 600, furtherCalls: 551, furtherMoments: 500 });
  expect(incident?.actors).toHaveLength(50);
  expect(incident?.timeline).toHaveLength(100);
  expect(JSON.stringify(incident).length).toBeLessThan(60_000);
});

test('the refused calls of one batch are one write', async () => {
  const numbers = Array.from({ length: 100 }, (_, index) => 1_000 + index);
  expect(await cost(...numbers)).toMatchObject({ writes: 1 });
});

test('each name that is kept finds its incident as it is now', async () => {
  const [found] = await all({ actor: refused(7).evidence.actor.principal });
  expect(found).toMatchObject({ events: 700, state: 'attempted' });
});

async function all(question: Parameters<typeof findIncidents>[1]) {
  const found: { readonly id: string; readonly events: number }[] = [];
  for await (const one of findIncidents(table, question)) found.push(one);
  return found;
}
