import { expect, test } from '@jest/globals';
import { aTrail } from '../builders/a-trail';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { anSqsRecord } from '../builders/an-sqs-record';
import { at } from '../builders/at';
import { ResponderWorld } from '../responder/responder-world';

const here = aTrail();
const name = 'trailwarden-heartbeat.mi9z2k1c.0123456789abcdef0123456789abcdef';

const recordOf = (different: Readonly<Record<string, unknown>>, messageId: string) =>
  anSqsRecord({ messageId, body: anEnvelope({ detail: aRecord(different) }) });

/** The record of a beat as it comes back. */
const beat = (different: Readonly<Record<string, unknown>> = {}) =>
  recordOf(
    {
      eventID: 'beat',
      eventName: 'AddTags',
      errorCode: 'ResourceNotFoundException',
      requestParameters: { resourceId: here.id.replace('main', name) },
      ...different,
    },
    'beat',
  );

const stop = recordOf({ eventID: 'stop' }, 'stop');

const check = (different: Readonly<Record<string, unknown>> = {}, sentAt?: string) =>
  anSqsRecord({
    messageId: 'check',
    ...(sentAt && { sentAt }),
    body: {
      trailwarden: 'check',
      id: 'check',
      accountId: here.accountId,
      region: 'us-east-1',
      by: 'sweep',
      ...different,
    },
  });

const worldWith = (): ResponderWorld => {
  const world = new ResponderWorld(here);
  world.trails[0]?.stop();
  return world;
};

test('a heartbeat is no attempt, causes no look, and waits until a stopped trail logs again', async () => {
  const world = worldWith();
  expect(await world.deliver(beat(), stop)).toEqual([]);
  expect(world.heard).toEqual([{ name, logging: [true] }]);
  expect(world.attempts).toEqual([]);
  expect(world.trails[0]?.taken).toEqual(['cloudtrail:StartLogging']);
  expect(world.logged).toContainEqual({
    kind: 'heartbeat',
    outcome: 'heard',
    accountId: here.accountId,
    region: 'us-east-1',
    latencyMs: 1_000,
  });
});

test('a heartbeat that is not one of ours is an attempt, and says so', async () => {
  const world = worldWith();
  world.hearing = { kind: 'forged', why: 'mallory is not one of ours' };
  expect(await world.deliver(beat())).toEqual([]);
  expect(world.attempts).toMatchObject([
    {
      accountId: here.accountId,
      attempts: [
        {
          techniques: ['forge-heartbeat', 'change-tags'],
          sentence: `A caller sent a heartbeat of account ${here.accountId} that is not one of ours: mallory is not one of ours.`,
        },
      ],
    },
  ]);
});

test('a denied heartbeat of ours is no attempt; the same denied call by a stranger is one', async () => {
  const denied = beat({ errorCode: 'AccessDenied', requestParameters: null });
  const world = worldWith();
  await world.deliver(denied);
  expect(world.attempts).toMatchObject([{ attempts: [{ techniques: ['change-tags'] }] }]);
  const ours = worldWith();
  ours.whose = 'ours';
  await ours.deliver(denied);
  expect(ours.attempts).toEqual([]);
});

test('a call that took effect is no heartbeat', async () => {
  const world = worldWith();
  await world.deliver(beat({ errorCode: undefined, requestParameters: { name: here.id } }), stop);
  expect(world.heard).toEqual([]);
  expect(world.logging).toEqual([true]);
});

test('a check that asks for a beat sends it after its look', async () => {
  const world = worldWith();
  await world.deliver(check());
  expect(world.beating).toEqual([]);
  await world.deliver(check({ heartbeat: true }));
  expect(world.beating).toEqual([
    { accountId: here.accountId, region: 'us-east-1', coverage: world.coverage },
  ]);
});

test('a sent or heard beat that the table refused comes again', async () => {
  const world = worldWith();
  world.heartFault = new Error('no table');
  expect(await world.deliver(beat(), check({ heartbeat: true }))).toEqual(['beat', 'check']);
});

test('a check that wants only a beat causes no look', async () => {
  const world = worldWith();
  expect(await world.deliver(check({ heartbeat: true, kinds: [] }))).toEqual([]);
  expect(world.beating).toEqual([{ accountId: here.accountId, region: 'us-east-1' }]);
  expect(world.trails[0]?.taken).toEqual([]);
});

test('when a lone beat could not be sent the place is looked at, and not again while the failure is known', async () => {
  const world = worldWith();
  const why = { kind: 'denied', call: 'cloudtrail:AddTags', code: 'AccessDenied' } as const;
  world.sending = { kind: 'unsent', why, isNew: true };
  expect(await world.deliver(check({ heartbeat: true, kinds: [] }))).toEqual([]);
  expect(world.logging).toEqual([true]);
  expect(world.covered).toHaveLength(1);
  expect(world.beating).toHaveLength(1);
  world.sending = { kind: 'unsent', why, isNew: false };
  await world.deliver(check({ heartbeat: true, kinds: [] }));
  expect(world.covered).toHaveLength(1);
});

test('a beat that waited for two minutes is dropped, so that a full queue does not flood CloudTrail', async () => {
  const world = worldWith();
  const alone = (s: number) => check({ heartbeat: true, kinds: [] }, at(s));
  expect(await world.deliver(alone(-121))).toEqual([]);
  expect(world.beating).toEqual([]);
  expect(await world.deliver(alone(-119))).toEqual([]);
  expect(world.beating).toHaveLength(1);
  await world.deliver(check({ heartbeat: true }, at(-3_600)));
  expect(world.beating).toHaveLength(2);
});
