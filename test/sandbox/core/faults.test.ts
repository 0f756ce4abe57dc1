import { GetTrailStatusCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startLogging } from '../../../services/sandbox/cloudtrail/create-trail';
import { trailByArn } from '../../../services/sandbox/cloudtrail/trail';
import type { Fault } from '../../../services/sandbox/core/faults';
import {
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from './organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => {
  const { faults, settings, world } = organization.sandbox;
  faults.clear();
  settings.latencyMs = 0;
  settings.quotas = false;
  const trail = trailByArn(world, `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`);
  if (trail) startLogging(trail, world.now());
});
afterAll(() => organization.sandbox.close());

const add = (fault: Partial<Fault>) =>
  organization.sandbox.faults.add({ service: 'cloudtrail', action: 'StopLogging', ...fault });
const client = (accountId = payments) =>
  organization.cloudtrail(organization.sandbox.credentials(accountId));
const stop = (accountId?: string) =>
  client(accountId).send(new StopLoggingCommand({ Name: 'main' }));
const isLogging = async (accountId = payments) =>
  (await client(accountId).send(new GetTrailStatusCommand({ Name: 'main' }))).IsLogging;

test('a refusal answers with the given error, and the call has no effect', async () => {
  add({ refuse: { code: 'ConflictException', message: 'Wait a few minutes.' } });
  await expect(stop()).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'Wait a few minutes.',
  });
  expect(await isLogging()).toBe(true);
});

test('a fault applies the given number of times, then never again', async () => {
  add({ times: 1, refuse: { code: 'ConflictException', message: 'Once.' } });
  await expect(stop()).rejects.toMatchObject({ name: 'ConflictException' });
  await stop();
  expect(await isLogging()).toBe(false);
});

test('a fault for one account leaves the others alone', async () => {
  add({ accountId: orders, refuse: { code: 'ConflictException', message: 'Orders only.' } });
  await stop(payments);
  await expect(stop(orders)).rejects.toMatchObject({ name: 'ConflictException' });
});

test('a removed fault no longer applies', async () => {
  const remove = add({ refuse: { code: 'ConflictException', message: 'Removed.' } });
  remove();
  await stop();
  expect(await isLogging()).toBe(false);
});

test('a connection that is hung up gives no answer and takes no effect', async () => {
  add({ hangUp: true });
  await expect(stop()).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(await isLogging()).toBe(true);
});

test('a hook after a call sees its effect before the answer is sent', async () => {
  const seen: (boolean | undefined)[] = [];
  const arn = `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`;
  const { world } = organization.sandbox;
  add({ after: () => seen.push(trailByArn(world, arn)?.logging.isLogging) });
  await stop();
  expect(seen).toEqual([false]);
});

test('the time of an answer includes the delay and the latency', async () => {
  const { settings, world } = organization.sandbox;
  settings.latencyMs = 20;
  add({ delayMs: 30 });
  await stop();
  const entry = world.feed.entries.findLast(({ kind }) => kind === 'call');
  if (entry?.kind !== 'call') throw new Error('no call');
  expect(entry.answeredAt - entry.arrivedAt).toBeGreaterThanOrEqual(48);
});

test('with quotas switched on a second StopLogging within a second is throttled', async () => {
  organization.sandbox.settings.quotas = true;
  await stop(orders);
  await expect(stop(orders)).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Rate exceeded',
  });
});

test('one account cannot use up the quota of another', async () => {
  organization.sandbox.settings.quotas = true;
  await stop(payments);
  const third = organization.local.memberAccountIds[2];
  await expect(stop(third)).resolves.toBeDefined();
});
