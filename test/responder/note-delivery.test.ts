import {
  CloudTrailClient,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { measure } from '../../services/responder/log';
import { noteDeliveryWith } from '../../services/responder/notes';
import { createLocalOrganization, type Sandbox, startSandbox } from '../../services/sandbox';
import { findIncidents, getIncident } from '../../shared/aws/incidents/find-incidents';
import { bookRules } from '../../shared/aws/incidents/hold-incident';
import { record } from '../../shared/aws/incidents/record';
import { readMemory } from '../../shared/aws/memory';
import { observeTrail } from '../../shared/aws/observe-trail';
import { takeStep } from '../../shared/aws/take-step';
import type { LogEntry } from '../../shared/domain/log-entry';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { isTrailStep } from '../../shared/domain/step';
import { trailSubject } from '../../shared/domain/subject';
import { parseTrailArn } from '../../shared/domain/trail';
import { reconcile } from '../../shared/restore/reconcile';
import { tablePerTest } from '../aws/open-test-table';
import { aCheck } from '../builders/a-signal';

// The trail of a member as the sandbox runs it, looked at once an hour by the sweeper.

const account = '444455556666';
const arn = parseTrailArn(`arn:aws:cloudtrail:us-east-1:${account}:trail/main`);
if (!arn) throw new Error('no trail');
const trail = trailSubject(arn);
const MINUTE = 60_000;

let clock = new Date('2026-11-21T00:00:00Z');
const now = (): Date => clock;
const pass = (minutes: number): void => {
  clock = new Date(clock.getTime() + minutes * MINUTE);
};

let sandbox: Sandbox;
let client: CloudTrailClient;
const table = tablePerTest();

beforeEach(async () => {
  sandbox = await startSandbox({ now });
  createLocalOrganization(sandbox, { accounts: 1 });
  client = new CloudTrailClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: sandbox.credentials(account),
  });
});
afterEach(async () => {
  client.destroy();
  await sandbox.close();
});

const recall = () => readMemory(table, account, now);

let said: LogEntry[];
beforeEach(() => {
  said = [];
});

async function look(): Promise<Reconciliation> {
  const book = { table, ...bookRules };
  const noteDelivery = noteDeliveryWith({
    book,
    recall,
    thresholds: { lateAfterMs: 90 * MINUTE, digestLateAfterMs: 180 * MINUTE },
    log: (entry) => said.push(entry),
  });
  return reconcile(
    { subject: trail, signals: [aCheck()] },
    {
      now,
      recall,
      observe: (_, parts) => observeTrail(trail, parts, client, now),
      take: async (step) => (isTrailStep(step) ? takeStep(step, client) : {}),
      whose: () => 'stranger',
      record: async (reconciliation) => {
        await record(book, reconciliation);
        await noteDelivery(reconciliation);
      },
    },
  );
}

async function incidents() {
  const found = [];
  for await (const { id } of findIncidents(table, {})) found.push(await getIncident(table, id));
  return found;
}

const bucket = () => {
  const name = `trailwarden-logs-333344445555`;
  const found = sandbox.world.s3.buckets.get(name);
  if (!found) throw new Error(`no bucket ${name}`);
  return found;
};

/** Its baseline is captured, and a day goes by in which nothing happens: its digests come. */
async function guardedForADay(): Promise<void> {
  await look();
  pass(24 * 60);
  expect(await look()).toMatchObject({ decision: { kind: 'compliant' } });
  expect(await incidents()).toEqual([]);
}

test('a bucket that shuts CloudTrail out is one incident, which ends when files come again', async () => {
  await guardedForADay();
  const { policy } = bucket();
  bucket().policy = undefined;
  for (const minutes of [60, 60]) {
    pass(minutes);
    expect((await look()).outcome).toBe('unchanged'); // nothing of the trail is put back
  }
  expect(await incidents()).toMatchObject([
    { state: 'escalated', techniques: ['DLV-01'], subjectId: trail.id, looks: 2, blindMs: 0 },
  ]);
  const told = { kind: 'delivery', trail: trail.id, accountId: trail.accountId, rows: ['DLV-01'] };
  expect(said).toEqual([told, told]);
  expect(measure(said)).toEqual({ DeliveryTroubles: [2] });
  bucket().policy = policy;
  pass(60);
  await look();
  expect(await incidents()).toMatchObject([
    { state: 'restored', looks: 2, restoredAt: now().toISOString() },
  ]);
});

test('a bucket that was shut for a moment is no incident', async () => {
  await guardedForADay();
  const { policy } = bucket();
  bucket().policy = undefined;
  pass(1);
  await look();
  bucket().policy = policy;
  await look();
  expect(await incidents()).toEqual([]);
});

test('a trail that logs and delivers nothing is told even without an error of AWS', async () => {
  await guardedForADay();
  sandbox.world.cloudtrail.deliveryFaults.hold = true;
  pass(4 * 60);
  await look();
  expect(await incidents()).toMatchObject([
    {
      state: 'escalated',
      techniques: ['DLV-01'],
      sentence: expect.stringContaining('AWS names no error'),
    },
  ]);
  sandbox.world.cloudtrail.deliveryFaults.hold = false;
  pass(60);
  await look();
  expect(await incidents()).toMatchObject([{ state: 'restored' }]);
});

test('a stopped trail that does not deliver is started all the same, in an incident of its own', async () => {
  await guardedForADay();
  bucket().policy = undefined;
  pass(60);
  await look();
  await client.send(new StopLoggingCommand({ Name: trail.id }));
  pass(1);
  await look();
  const all = await incidents();
  expect(all.map((incident) => [incident?.techniques, incident?.state])).toEqual([
    [['stop-logging'], 'restored'],
    [['DLV-01'], 'escalated'],
  ]);
});

test('a stop and a start between two looks, whose events were lost, is an incident with its window', async () => {
  await guardedForADay();
  await client.send(new StopLoggingCommand({ Name: trail.id }));
  const from = now().toISOString();
  pass(30);
  await client.send(new StartLoggingCommand({ Name: trail.id }));
  const to = now().toISOString();
  pass(30);
  await look();
  expect(await incidents()).toMatchObject([
    {
      techniques: ['stop-logging'],
      state: 'restored',
      events: 0,
      blindMs: 30 * MINUTE,
      windows: [{ from: { at: from, source: 'GetTrailStatus' }, to: { at: to } }],
    },
  ]);
  pass(60);
  await look();
  expect(await incidents()).toMatchObject([{ blindMs: 30 * MINUTE }]); // told once
});
