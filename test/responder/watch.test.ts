import { expect, test } from '@jest/globals';
import { aTrail } from '../builders/a-trail';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { aDenial, aThrottle } from '../builders/an-observation';
import { anSqsRecord } from '../builders/an-sqs-record';
import { ResponderWorld } from './responder-world';

const trail = aTrail();
const { accountId, region } = trail;
const place = `${accountId}/${region}`;

const stop = (eventID = 'stop-1') =>
  anSqsRecord({
    messageId: 'stop',
    body: anEnvelope({
      account: accountId,
      detail: aRecord({ recipientAccountId: accountId, eventID }),
    }),
  });

const HEARD_AT = String(aRecord().eventTime);

const lookOf = (watch: { readonly startedAt: string; readonly look: number }, receiveCount = 1) =>
  anSqsRecord({
    messageId: `look ${watch.look}`,
    receiveCount,
    body: { trailwarden: 'check', id: 'w', accountId, region, by: 'watch', watch },
  });

async function stopped() {
  const world = new ResponderWorld(trail);
  world.trails[0]?.stop();
  await world.deliver(stop());
  const watch = world.watches.rows.get(place);
  if (!watch) throw new Error('The place is not watched.');
  return { world, watch };
}

test('a trail that was started is looked at again within five seconds, without an event', async () => {
  const { world, watch } = await stopped();
  expect(watch).toMatchObject({ why: 'trail main was started or changed', look: 0 });
  expect(world.watches.asked).toMatchObject([
    { check: { by: 'watch', accountId, region, watch: { look: 0 } } },
  ]);
  expect(world.watches.asked[0]?.inSeconds).toBeLessThanOrEqual(5);
});

test('the row of a place is read once for an event of it', async () => {
  const world = new ResponderWorld(trail);
  world.trails[0]?.stop();
  const { of } = world.watches.watching;
  let reads = 0;
  world.watches.watching.of = (one) => {
    reads += 1;
    return of(one);
  };
  await world.deliver(stop());
  expect(world.watches.rows.get(place)).toMatchObject({ look: 0 });
  expect(reads).toBe(1);
});

test('an account that is heard long after it left has come back, and its new series is an ordinary one', async () => {
  const { world, watch } = await stopped();
  const departedAt = new Date(Date.parse(HEARD_AT) - 600_000).toISOString();
  const startedAt = departedAt;
  world.watches.rows.set(place, { ...watch, startedAt, departedAt });
  world.trails[0]?.stop();
  await world.deliver(stop('stop-2'));
  expect(world.watches.rows.get(place)?.startedAt).not.toBe(startedAt);
  expect(world.watches.rows.get(place)).not.toHaveProperty('departedAt');
});

test('a look of the series finds a second stop without an event, and the series begins anew', async () => {
  const { world, watch } = await stopped();
  world.trails[0]?.stop();
  expect(await world.deliver(lookOf(watch))).toEqual([]);
  expect(world.logging).toEqual([true]);
  const anew = world.watches.rows.get(place);
  expect(anew?.look).toBe(0);
  expect(String(anew?.startedAt) > watch.startedAt).toBe(true);
});

test('a quiet look asks for the next, and the same look delivered twice asks for none', async () => {
  const { world, watch } = await stopped();
  await world.deliver(lookOf(watch));
  await world.deliver(lookOf(watch));
  expect(world.watches.asked.map(({ check }) => check.watch?.look)).toEqual([0, 1]);
});

test('a look of a series that is over or has begun anew makes no call', async () => {
  const { world, watch } = await stopped();
  const looked = world.trails[0]?.recorded.length;
  await world.deliver(lookOf({ ...watch, startedAt: '2026-01-01T00:00:00.000Z' }));
  await world.deliver(lookOf({ ...watch, look: 7 }));
  expect(world.trails[0]?.recorded).toHaveLength(looked ?? 0);
});

test('a place that is not whole is owed a look within a minute, even if the message is lost', async () => {
  const world = new ResponderWorld(trail);
  world.trails[0]?.stop();
  for (let count = 0; count < 4; count += 1) {
    world.trails[0]?.obstacles.take.push(aDenial());
    world.trails[0]?.obstacles.observe.push(aDenial());
  }
  expect(await world.deliver(stop())).toEqual(['stop']);
  expect(world.watches.rows.get(place)).toMatchObject({ owedSince: expect.any(String) });
  expect(world.watches.asked).toHaveLength(1);
});

test('a look of the series that meets an obstacle is not dead-lettered, because its row causes the next', async () => {
  const { world, watch } = await stopped();
  world.missed = aDenial();
  expect(await world.deliver(lookOf(watch, 5))).toEqual([]);
  expect(world.watches.rows.get(place)).toMatchObject({ look: 1, quiet: 0 });
});

test('a message comes again when the watch of its place cannot be written', async () => {
  const world = new ResponderWorld(trail);
  world.watches.watching.begin = async () => {
    throw new Error('the table is away');
  };
  world.trails[0]?.stop();
  expect(await world.deliver(stop())).toEqual(['stop']);
  expect(world.logging).toEqual([true]);
});

test('a check of every minute is not repeated, because the next minute sends another', async () => {
  const world = new ResponderWorld(trail);
  world.missed = { kind: 'unreachable', code: 'TimeoutError', call: 'cloudtrail:DescribeTrails' };
  const check = { trailwarden: 'check', id: 'm', accountId, region, kinds: ['warden'] };
  const asked = (by: string) =>
    world.deliver(anSqsRecord({ messageId: by, body: { ...check, by } }));
  expect(await asked('minute')).toEqual([]);
  expect(await asked('sweep')).toEqual(['sweep']);
});

test('the look at an account that left ends what is owed to it, without a call', async () => {
  const { world, watch } = await stopped();
  const looked = world.trails[0]?.recorded.length;
  world.watches.rows.set(place, { ...watch, isLeft: true });
  expect(await world.deliver(lookOf(watch))).toEqual([]);
  expect(world.watches.left).toEqual([accountId]);
  expect(world.watches.rows.size).toBe(0);
  expect(world.trails[0]?.recorded).toHaveLength(looked ?? 0);
});

/** Its account left so many seconds ago, and a look of it meets this. */
async function missedAfterLeaving(seconds: number, met = aDenial()) {
  const { world, watch } = await stopped();
  const departedAt = new Date(Date.parse(watch.startedAt) - seconds * 1_000).toISOString();
  world.watches.rows.set(place, { ...watch, departedAt });
  world.missed = met;
  world.remembers = true;
  const unread = world.unread.length;
  expect(await world.deliver(lookOf(watch))).toEqual([]);
  return { world, watch, isTold: world.unread.length > unread };
}

test('a look that an account that left denies is followed by the next look, and is no incident', async () => {
  const { world, watch, isTold } = await missedAfterLeaving(60);
  expect(world.watches.rows.get(place)).toMatchObject({
    ...{ look: watch.look + 1, departedAt: expect.any(String) },
  });
  expect(world.watches.rows.get(place)).not.toHaveProperty('owedSince');
  expect(isTold).toBe(false);
  expect(world.watches.left).toEqual([]);
});

test('close looks beyond the limit of a minute wait for a minute', async () => {
  const { world, watch } = await stopped();
  const now = String(world.trails[0]?.now().toISOString());
  world.watches.rows.set(place, { ...watch, startedAt: now, departedAt: now });
  const gap = async () => {
    const next = world.watches.rows.get(place);
    if (!next) throw new Error('The series ended.');
    await world.deliver(lookOf(next));
    return world.watches.asked.at(-1)?.inSeconds;
  };
  world.missed = aDenial();
  expect(await gap()).toBeLessThanOrEqual(10);
  world.watches.watching.mayLookClosely = async (account) => account !== accountId;
  world.watches.rows.set(place, { ...watch, startedAt: now, departedAt: now, look: 5 });
  expect(await gap()).toBe(60);
});

test('an hour after an account left, a denied look ends what is owed to it', async () => {
  const { world, isTold } = await missedAfterLeaving(3_601);
  expect(world.watches.left).toEqual([accountId]);
  expect(world.watches.rows.size).toBe(0);
  expect(isTold).toBe(false);
});

test('an hour after an account left, a look that meets another obstacle than a denial ends nothing', async () => {
  const { world } = await missedAfterLeaving(3_601, aThrottle());
  expect(world.watches.left).toEqual([]);
  expect(world.watches.rows.get(place)).toMatchObject({
    ...{ owedSince: expect.any(String), departedAt: expect.any(String) },
  });
  const next = world.watches.rows.get(place);
  if (!next) throw new Error('The series ended.');
  world.missed = aDenial();
  await world.deliver(lookOf(next));
  expect(world.watches.left).toEqual([accountId]);
});

test('an account that is heard again after it left has come back, and no denial ends what is owed to it', async () => {
  const { world, watch } = await stopped();
  const left = (secondsBefore: number) => {
    const departedAt = new Date(Date.parse(HEARD_AT) - secondsBefore * 1_000).toISOString();
    world.watches.rows.set(place, { ...watch, departedAt });
  };
  world.missed = aDenial();
  for (const obstacles of world.trails.map((one) => one.obstacles)) {
    obstacles.take.push(aDenial(), aDenial());
    obstacles.observe.push(aDenial(), aDenial());
  }
  left(30); // events of the last seconds may be told late
  await world.deliver(stop('stop-2'));
  expect(world.watches.rows.get(place)).toHaveProperty('departedAt');
  left(3_000);
  await world.deliver(stop('stop-3'));
  expect(world.watches.rows.get(place)).not.toHaveProperty('departedAt');
});

test('a stop that a close look finds is put back, and close looks go on', async () => {
  const { world, watch } = await stopped();
  const departedAt = watch.startedAt;
  world.watches.rows.set(place, { ...watch, departedAt });
  world.trails[0]?.stop();
  await world.deliver(lookOf(watch));
  expect(world.logging).toEqual([true]);
  expect(world.watches.rows.get(place)).toMatchObject({ departedAt });
});

test('a later delivery ends what is owed to an account that left when the first could not write it', async () => {
  const { world, watch } = await stopped();
  world.watches.rows.set(place, { ...watch, isLeft: true });
  world.watches.watching.leave = async () => {
    throw new Error('the table is away');
  };
  expect(await world.deliver(lookOf(watch))).toEqual([`look ${watch.look}`]);
});
