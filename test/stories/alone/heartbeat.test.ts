import { randomUUID } from 'node:crypto';
import { AddTagsCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { cutChannel } from '../../../services/cli/drill/drill-channel-cut';
import { type Local, startLocal } from '../../../services/cli/local/local';
import { until } from '../../../services/cli/local/until';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { hooks } from '../../../services/sandbox';
import { findHeartbeats } from '../../../shared/aws/heartbeat/find-heartbeats';
import { heartbeatKey } from '../../../shared/aws/heartbeat/heartbeat-row';
import { findIncidents, getIncident } from '../../../shared/aws/incidents/find-incidents';
import { openCloudTrail } from '../../../shared/aws/member-access';
import { openTable, type Table, update } from '../../../shared/aws/table/table';
import type { Heartbeat } from '../../../shared/domain/heartbeat';
import type { Incident } from '../../../shared/domain/incident';
import type { BeatingState } from '../../../shared/watch/heartbeat/with-pulses';
import { inProcess } from '../../cli/in-process';
import { quiet } from '../quiet';
import { openSignals } from '../signals';

const region = 'us-east-1';
let local: Local;
let table: Table;
let signals: ReturnType<typeof openSignals>;
/** An account of its own for each story. */
let accounts: string[];
beforeAll(async () => {
  local = await startLocal({ accounts: 5, regions: [region] });
  table = openTable(local.tableName, securityAccount());
  signals = openSignals(local);
  accounts = [...local.organization.memberAccountIds];
});
beforeEach(() => quiet(local));
afterAll(() => local.close());

const securityAccount = () => local.administrator(local.organization.securityAccountId);

const newAccount = (): string => {
  const accountId = accounts.shift();
  if (!accountId) throw new Error('Every account has had its story; set it larger.');
  return accountId;
};

/** A look at the account's trails, and a beat. */
async function check(accountId: string): Promise<void> {
  const asked = { id: randomUUID(), accountId, region, by: 'a story', kinds: ['trail'] };
  await signals.sendTogether([JSON.stringify({ trailwarden: 'check', ...asked, heartbeat: true })]);
  await quiet(local);
}

async function row(accountId: string): Promise<Heartbeat | undefined> {
  return (await findHeartbeats(table, region)).find((one) => one.accountId === accountId);
}

async function incidentsIn(accountId: string): Promise<readonly Incident[]> {
  const found: Incident[] = [];
  for await (const { id } of findIncidents(table, { accountId })) {
    const incident = await getIncident(table, id);
    if (incident) found.push(incident);
  }
  return found;
}

async function status(accountId: string) {
  const args = ['status', '--json', '--account', accountId];
  const { code, stdout } = await inProcess(args, securityAccount());
  const { places } = JSON.parse(stdout) as { readonly places: readonly BeatingState[] };
  return { code, heartbeat: places[0]?.heartbeat };
}

/** Twenty minutes pass for the beats of this account, that is. */
async function letTimePass(accountId: string): Promise<void> {
  const earlier = new Date(Date.now() - 20 * 60_000).toISOString();
  const key = heartbeatKey({ accountId, region });
  await update(table, { key, set: { sentAt: earlier, silentSince: earlier } });
}

/** The record of the last AddTags in the account's own event history. */
async function lastBeat(accountId: string) {
  const { Events } = await openCloudTrail(local.administrator(accountId)).send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AddTags' }],
    }),
  );
  return JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}');
}

test('a heartbeat travels as every signal does, and its latency is written into the table', async () => {
  const accountId = newAccount();
  await check(accountId);
  const beat = await lastBeat(accountId);
  expect(beat).toMatchObject({
    errorCode: expect.stringMatching(/NotFoundException$/),
    userIdentity: { arn: expect.stringContaining('assumed-role/trailwarden-guard/') },
  });
  const heard = await row(accountId);
  expect(heard?.latencyMs).toBeLessThan(30_000);
  expect(heard).not.toHaveProperty('silentSince');
  expect(await status(accountId)).toEqual({
    code: exitCode.ok,
    heartbeat: { kind: 'heard', at: heard?.heardAt, latencyMs: heard?.latencyMs },
  });
  expect(await incidentsIn(accountId)).toEqual([]);
});

test('a heartbeat that an attacker sends in our name is an attempt, and proves nothing', async () => {
  const accountId = newAccount();
  local.sandbox.world.events.faults.dropNext = 1; // ours is lost on the way
  await check(accountId);
  const { requestParameters } = await lastBeat(accountId);
  const ResourceId = String(requestParameters.resourceId);
  const TagsList = [{ Key: 'trailwarden', Value: 'heartbeat' }];
  const mallory = openCloudTrail(local.administrator(accountId));
  await expect(mallory.send(new AddTagsCommand({ ResourceId, TagsList }))).rejects.toThrow();
  await quiet(local);
  expect(await row(accountId)).not.toHaveProperty('heardAt');
  expect(await incidentsIn(accountId)).toMatchObject([
    {
      state: 'attempted',
      techniques: ['change-tags', 'forge-heartbeat'],
      sentence: expect.stringContaining('is not one of ours'),
    },
  ]);
});

test('an old heartbeat that is replayed on the bus does not count as a new one', async () => {
  const accountId = newAccount();
  await check(accountId);
  const old = await lastBeat(accountId);
  const heard = await row(accountId);
  local.sandbox.world.events.faults.dropNext = 1;
  await check(accountId);
  hooks.events.putServiceEvent(local.sandbox.world, {
    accountId,
    region,
    source: 'aws.cloudtrail',
    detailType: 'AWS API Call via CloudTrail',
    time: local.sandbox.world.now(),
    detail: old,
  });
  await quiet(local);
  const replayed = await row(accountId);
  expect(replayed?.heardAt).toBe(heard?.heardAt);
  expect(replayed?.silentSince).toBe(replayed?.sentAt);
  expect(await incidentsIn(accountId)).toEqual([]);
});

test('a cut event channel is silence and an incident, until the sweep has mended it and a beat is heard', async () => {
  const accountId = newAccount();
  await check(accountId);
  await cutChannel(local, accountId);
  await check(accountId);
  await letTimePass(accountId);
  await check(accountId);
  expect(await status(accountId)).toMatchObject({
    code: exitCode.bad,
    heartbeat: { kind: 'silent' },
  });
  const [silence, ...others] = await incidentsIn(accountId);
  expect(others).toEqual([]);
  expect(silence).toMatchObject({
    subjectId: `${accountId}/${region}`,
    state: 'escalated',
    severity: 'high',
    techniques: ['silent-channel'],
    looks: 1,
    escalation: expect.stringContaining('the way of the events is cut'),
  });

  await inProcess(['sweep', '--account', accountId, '--in', region], securityAccount());
  await quiet(local);
  expect(await status(accountId)).toMatchObject({ heartbeat: { kind: 'heard' } });
  const again = async () => (await incidentsIn(accountId)).find(({ id }) => id === silence?.id);
  // The beat is written down before what it ends.
  await until(async () => (await again())?.state === 'restored', {
    ...{ what: 'the silence is over', withinMs: 30_000, everyMs: 50 },
  });
  const after = await again();
  expect(after).toMatchObject({ looks: 2 });
  expect(after).not.toHaveProperty('escalation');
});

test('a heartbeat that AWS denies is unsent, which is not silence', async () => {
  const accountId = newAccount();
  const refuse = { code: 'AccessDeniedException', message: 'denied by a policy', status: 400 };
  const mend = local.sandbox.faults.add({
    service: 'cloudtrail',
    action: 'AddTags',
    accountId,
    refuse,
  });
  await check(accountId);
  mend();
  expect(await status(accountId)).toMatchObject({
    code: exitCode.ok,
    heartbeat: { kind: 'unsent', why: { kind: 'denied', call: 'cloudtrail:AddTags' } },
  });
  expect(await incidentsIn(accountId)).toEqual([]);
});
