import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { rememberHandled } from '../../services/responder/come-again';
import type { Obstacle } from '../../shared/domain/obstacle';
import { aTrail } from '../builders/a-trail';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { aDenial, aThrottle } from '../builders/an-observation';
import { anSqsRecord } from '../builders/an-sqs-record';
import { ResponderWorld } from './responder-world';

const here = aTrail();
const there = aTrail({ accountId: '444455556666' });

/** The message about a StopLogging in this account. */
const stopOf = ({ accountId }: typeof here, messageId = `stop of ${accountId}`) =>
  anSqsRecord({
    messageId,
    body: anEnvelope({
      account: accountId,
      detail: aRecord({ recipientAccountId: accountId, eventID: `event of ${accountId}` }),
    }),
  });

const poison = (messageId = 'poison') => anSqsRecord({ messageId, body: 'not JSON' });

const checkOf = (
  { accountId }: typeof here,
  messageId = `check of ${accountId}`,
  receiveCount = 1,
) =>
  anSqsRecord({
    ...{ messageId, receiveCount },
    body: { trailwarden: 'check', id: messageId, accountId, region: 'us-east-1', by: 'sweep' },
  });

/** Trails that were all stopped a moment ago. */
function stoppedWorld(...trails: readonly (typeof here)[]): ResponderWorld {
  const world = new ResponderWorld(...trails);
  for (const trail of world.trails) trail.stop();
  return world;
}

/** Another event of the same kind: it differs by its id alone. */
const anotherStopOf = ({ accountId }: typeof here, messageId: string) =>
  anSqsRecord({
    messageId,
    body: anEnvelope({ account: accountId, detail: aRecord({ eventID: messageId }) }),
  });

test('a batch about one trail is one restoration, and no message comes back', async () => {
  const world = stoppedWorld(here);
  const stops = Array.from({ length: 10 }, (_, index) => anotherStopOf(here, `stop ${index}`));
  expect(await world.deliver(...stops)).toEqual([]);
  expect(world.trails[0]?.taken).toEqual(['cloudtrail:StartLogging']);
  expect(world.trails[0]?.recorded).toMatchObject([{ signals: { length: 10 } }]);
});

/** As another rule sends it, over another Region: the envelope has another id and time. */
const copyOf = (record: ReturnType<typeof stopOf>, messageId: string, receiveCount = 1) =>
  anSqsRecord({
    ...{ messageId, receiveCount },
    body: { ...JSON.parse(record.body), id: `id of ${messageId}`, time: '2026-11-21T20:00:09Z' },
  });

test('the copies of one record in a batch are one signal', async () => {
  const world = stoppedWorld(here);
  const copies = Array.from({ length: 9 }, (_, index) => copyOf(stopOf(here), `copy ${index}`));
  expect(await world.deliver(stopOf(here), ...copies)).toEqual([]);
  expect(world.trails[0]?.taken).toEqual(['cloudtrail:StartLogging']);
  expect(world.trails[0]?.recorded).toMatchObject([{ signals: { length: 1 } }]);
});

test('a copy of a finished record is acknowledged without a look', async () => {
  const world = stoppedWorld(here);
  await world.deliver(stopOf(here));
  world.trails[0]?.stop();
  expect(await world.deliver(copyOf(stopOf(here), 'copy'))).toEqual([]);
  expect(world.trails[0]?.recorded).toHaveLength(1);
  expect(world.logging).toEqual([false]);
});

test('a record whose first handling failed is worked when it comes again', async () => {
  const world = stoppedWorld(here);
  world.trails[0]?.obstacles.take.push(aDenial());
  world.trails[0]?.obstacles.observe.push(aDenial());
  expect(await world.deliver(stopOf(here, 'one'), copyOf(stopOf(here), 'two'))).toEqual([
    'one',
    'two',
  ]);
  expect(await world.deliver(copyOf(stopOf(here), 'two', 2))).toEqual([]);
  expect(world.logging).toEqual([true]);
});

test('two different events with one id are both worked on', async () => {
  const world = stoppedWorld(here);
  const detail = aRecord({ eventID: `event of ${here.accountId}`, eventName: 'UpdateTrail' });
  const update = anSqsRecord({ messageId: 'update', body: anEnvelope({ detail }) });
  await world.deliver(update);
  world.trails[0]?.stop();
  await world.deliver(stopOf(here));
  expect(world.logging).toEqual([true]);
  const elsewhere = stoppedWorld(here, there);
  await elsewhere.deliver(stopOf(here));
  const same = { ...JSON.parse(stopOf(here).body), account: there.accountId };
  same.detail.recipientAccountId = there.accountId;
  await elsewhere.deliver(anSqsRecord({ body: same }));
  expect(elsewhere.logging).toEqual([true, true]);
});

test('the copy that was received most often decides whether the record comes again', async () => {
  const world = new ResponderWorld(here);
  const update = anSqsRecord({
    body: anEnvelope({ detail: aRecord({ eventName: 'UpdateTrail' }) }),
  });
  expect(await world.deliver(copyOf(update, 'new'), copyOf(update, 'again', 2))).toEqual([]);
  expect(world.unseen).toHaveLength(1);
});

test('a message that a person puts into the queue causes a look each time', async () => {
  const world = stoppedWorld(here);
  const asked = anSqsRecord({ senderId: 'AROAEXAMPLEEXAMPLE123:trailwarden-cli' });
  await world.deliver(asked);
  world.trails[0]?.stop();
  await world.deliver(asked);
  expect(world.logging).toEqual([true]);
});

test('refused calls and reported events are written down once for any number of copies', async () => {
  const world = new ResponderWorld(here);
  const left = aRecord({
    ...{ eventSource: 'organizations.amazonaws.com', eventName: 'LeaveOrganization' },
    eventID: 'left',
  });
  const told = anSqsRecord({
    body: anEnvelope({ source: 'aws.organizations', detail: left }),
  });
  await world.deliver(refusedStop(), told, copyOf(refusedStop(), 'a'), copyOf(told, 'b'));
  await world.deliver(copyOf(refusedStop(), 'c'), copyOf(told, 'd'));
  expect(world.attempts).toMatchObject([{ attempts: { length: 1 } }]);
  expect(world.reported).toHaveLength(1);
});

test('a limited number of records is remembered, and the oldest is forgotten first', () => {
  const handled = rememberHandled(3);
  for (const one of ['a', 'b', 'c', 'd']) handled.add(one);
  expect(['a', 'b', 'c', 'd'].map(handled.has)).toEqual([false, true, true, true]);
});

test('the trails of a batch are each restored', async () => {
  const world = stoppedWorld(here, there);
  expect(await world.deliver(stopOf(here), stopOf(there))).toEqual([]);
  expect(world.logging).toEqual([true, true]);
});

test('one account that cannot be reached does not stop the restoration of another', async () => {
  const world = stoppedWorld(here, there);
  world.trails[0]?.obstacles.take.push(aDenial());
  world.trails[0]?.obstacles.observe.push(aDenial());
  expect(await world.deliver(stopOf(here), stopOf(there))).toEqual(['stop of 111122223333']);
  expect(world.logging).toEqual([false, true]);
});

test('an event that left no trace comes again once, because a faster delivery may not have written yet', async () => {
  const world = new ResponderWorld(here);
  const update = (receiveCount: number) =>
    anSqsRecord({
      ...{ messageId: 'update', receiveCount },
      body: anEnvelope({ detail: aRecord({ eventName: 'UpdateTrail' }) }),
    });
  expect(await world.deliver(update(1))).toEqual(['update']);
  expect(world.unseen).toEqual([]);
  expect(await world.deliver(update(2))).toEqual([]);
  expect(world.unseen).toMatchObject([{ tampering: [{ evidence: { eventName: 'UpdateTrail' } }] }]);
});

test('a message that is not JSON is set aside with the reason, its batch mates unharmed', async () => {
  const world = stoppedWorld(here);
  expect(await world.deliver(poison(), stopOf(here))).toEqual([]);
  expect(world.deadLetters).toEqual([{ body: 'not JSON', why: 'The message is not JSON.' }]);
  expect(world.logging).toEqual([true]);
});

test('a record that makes its reader throw is set aside with one line, its batch mates unharmed', async () => {
  const world = stoppedWorld(here, there);
  world.readFault = new Error('not a\nfunction \u001b[2J');
  expect(await world.deliver(stopOf(here), stopOf(there))).toEqual([]);
  expect(world.deadLetters).toMatchObject([
    { why: 'The message cannot be read: not a\\u{a}function \\u{1b}[2J' },
  ]);
  expect(world.logging).toEqual([false, true]);
});

test('an event that a person put into the queue is a reason to look, and names no actor', async () => {
  const world = stoppedWorld(here);
  const forged = anSqsRecord({ senderId: 'AROAEXAMPLEEXAMPLE123:trailwarden-cli' });
  expect(await world.deliver(forged)).toEqual([]);
  expect(world.logging).toEqual([true]);
  expect(world.trails[0]?.recorded).toMatchObject([
    { tampering: [], signals: [{ kind: 'check', by: 'an event that EventBridge did not send' }] },
  ]);
  expect([...world.attempts, ...world.reported]).toEqual([]);
});

test('a refused call that a person claims is no attempt', async () => {
  const world = new ResponderWorld(here);
  const body = anEnvelope({ detail: aRecord({ errorCode: 'AccessDenied' }) });
  await world.deliver(anSqsRecord({ body, senderId: 'AROAEXAMPLEEXAMPLE123:trailwarden-cli' }));
  expect(world.attempts).toEqual([]);
});

test('a record that claims another account than its own touches no account', async () => {
  const world = stoppedWorld(here, there);
  const forged = anSqsRecord({
    body: anEnvelope({ detail: aRecord({ recipientAccountId: there.accountId }) }),
  });
  expect(await world.deliver(forged)).toEqual([]);
  expect(world.deadLetters).toHaveLength(1);
  expect(world.logging).toEqual([false, false]);
});

test('only a message that cannot be set aside comes back', async () => {
  const world = stoppedWorld(here);
  world.queueFault = new Error('no queue');
  expect(await world.deliver(poison(), stopOf(here))).toEqual(['poison']);
  expect(world.logging).toEqual([true]);
});

test('only a message whose result could not be written comes back', async () => {
  const world = stoppedWorld(here, there);
  world.trails[0]?.obstacles.record.push(aThrottle());
  expect(await world.deliver(stopOf(here), stopOf(there))).toEqual(['stop of 111122223333']);
  expect(world.logging).toEqual([true, true]);
});

test('every copy of a message whose work is not done comes back', async () => {
  const world = stoppedWorld(here);
  world.trails[0]?.obstacles.record.push(aThrottle());
  const copies = [stopOf(here, 'one'), stopOf(here, 'two')];
  expect(await world.deliver(...copies)).toEqual(['one', 'two']);
});

test('a check looks at every trail of its account', async () => {
  const world = stoppedWorld(here, there);
  expect(await world.deliver(checkOf(here))).toEqual([]);
  expect(world.logging).toEqual([true, false]);
});

test('a check writes the coverage of its place from its last look', async () => {
  const world = stoppedWorld(here);
  await world.deliver(checkOf(here));
  expect(world.covered).toMatchObject([
    {
      accountId: here.accountId,
      region: 'us-east-1',
      by: 'sweep',
      observations: [{ kind: 'present', state: { status: { isLogging: true } } }],
    },
  ]);
});

test('an event writes no coverage', async () => {
  const world = stoppedWorld(here);
  const nameless = anSqsRecord({
    body: anEnvelope({ detail: aRecord({ requestParameters: null }) }),
  });
  await world.deliver(stopOf(here), nameless);
  expect(world.covered).toEqual([]);
});

test('a check of several Regions is a look at each of them', async () => {
  const world = new ResponderWorld(here);
  const body = { trailwarden: 'check', id: 'one', accountId: here.accountId, by: 'sweep' };
  const message = { ...body, region: 'us-east-1', also: ['eu-west-1', 'eu-north-1'] };
  expect(await world.deliver(anSqsRecord({ messageId: 'one', body: message }))).toEqual([]);
  expect(world.covered.map(({ region }) => region)).toEqual([
    'us-east-1',
    'eu-west-1',
    'eu-north-1',
  ]);
});

test('a check whose coverage cannot be written comes again', async () => {
  const world = stoppedWorld(here);
  world.tableFault = new Error('no table');
  expect(await world.deliver(checkOf(here))).toEqual(['check of 111122223333']);
  expect(world.logging).toEqual([true]);
});

test('a check whose look could not be written writes no coverage yet', async () => {
  const world = stoppedWorld(here);
  world.trails[0]?.obstacles.record.push(aThrottle());
  expect(await world.deliver(checkOf(here))).toEqual(['check of 111122223333']);
  expect(world.covered).toEqual([]);
});

test('a place whose trails could not be listed is noted as such', async () => {
  const world = new ResponderWorld(here);
  world.missed = aDenial();
  await world.deliver(checkOf(here));
  expect(world.covered).toMatchObject([{ missed: aDenial(), observations: [] }]);
});

test('an event that names no trail looks at every trail of its account', async () => {
  const world = stoppedWorld(here);
  const nameless = anSqsRecord({
    body: anEnvelope({ detail: aRecord({ requestParameters: null }) }),
  });
  expect(await world.deliver(nameless)).toEqual([]);
  expect(world.logging).toEqual([true]);
});

/** A StopLogging that AWS refused, with nothing in it to tell the trail by. */
const refusedStop = (different: Readonly<Record<string, unknown>> = {}) =>
  anSqsRecord({
    body: anEnvelope({
      detail: aRecord({ requestParameters: null, errorCode: 'AccessDenied', ...different }),
    }),
  });

test('a call that AWS refused is written down as an attempt, and causes no look', async () => {
  const world = stoppedWorld(here);
  expect(await world.deliver(refusedStop())).toEqual([]);
  expect(world.attempts).toMatchObject([
    {
      accountId: here.accountId,
      attempts: [
        { event: { evidence: { eventName: 'StopLogging' } }, techniques: ['stop-logging'] },
      ],
    },
  ]);
  expect(world.trails[0]?.recorded).toEqual([]);
  expect(world.logging).toEqual([false]);
});

test('the refused calls of a batch are written together, each account by itself', async () => {
  const world = stoppedWorld(here);
  const tries = Array.from({ length: 5 }, (_, index) => ({
    ...refusedStop({ eventID: `try ${index}` }),
    messageId: `try ${index}`,
  }));
  expect(await world.deliver(...tries)).toEqual([]);
  expect(world.attempts).toMatchObject([{ attempts: { length: 5 } }]);
});

test('a refused call that names its trail is an attempt all the same', async () => {
  const world = stoppedWorld(here);
  await world.deliver(refusedStop({ requestParameters: { name: 'main' } }));
  expect(world.attempts).toHaveLength(1);
  expect(world.trails[0]?.recorded).toEqual([]);
});

test('a refused UpdateTrail is an attempt at what it asked for, on the trail that it names', async () => {
  const world = new ResponderWorld(here);
  const requestParameters = { name: 'main', kmsKeyId: '' };
  await world.deliver(refusedStop({ eventName: 'UpdateTrail', requestParameters }));
  expect(world.attempts[0]?.attempts).toMatchObject([
    {
      techniques: ['change-key'],
      sentence: `A caller tried to tamper with CloudTrail: UpdateTrail on ${here.id} in account ${here.accountId}; AWS refused.`,
      event: { evidence: { aimedAt: here.id } },
    },
  ]);
});

test('a refused UpdateTrail without parameters is an attempt that names no technique', async () => {
  const world = new ResponderWorld(here);
  await world.deliver(refusedStop({ eventName: 'UpdateTrail', requestParameters: null }));
  expect(world.attempts).toMatchObject([{ attempts: [{ techniques: [] }] }]);
});

test.each([
  ['ours', []],
  ['impostor', [['become-guard', 'stop-logging']]],
] as const)('a refused call of our role by %s is %j', async (whose, techniques) => {
  const world = new ResponderWorld(here);
  world.whose = whose;
  await world.deliver(refusedStop());
  const made = world.attempts.flatMap(({ attempts }) => attempts.map((one) => one.techniques));
  expect(made).toEqual(techniques);
});

test('a refused call that would have tampered with nothing is not even an attempt', async () => {
  const world = new ResponderWorld(here);
  expect(await world.deliver(refusedStop({ eventName: 'StartLogging' }))).toEqual([]);
  expect(world.attempts).toEqual([]);
});

test('an attempt that cannot be written down comes back, and its batch mates are served', async () => {
  const world = stoppedWorld(here);
  world.tableFault = new Error('no table');
  expect(await world.deliver(refusedStop(), stopOf(here))).toEqual(['message-1']);
  expect(world.logging).toEqual([true]);
  expect(world.logged).toContainEqual(
    expect.objectContaining({ kind: 'again', why: 'An attempt could not be recorded: no table' }),
  );
});

test('a check that could not list the trails comes back, with the reason in the log', async () => {
  const world = new ResponderWorld(here);
  world.missed = aDenial();
  expect(await world.deliver(checkOf(here))).toEqual(['check of 111122223333']);
  expect(world.logged).toContainEqual({
    kind: 'again',
    messageId: 'check of 111122223333',
    why: 'sts:AssumeRole was denied (AccessDenied)',
    inSeconds: 5,
  });
});

test('a check that is denied a third time ends with its coverage, and is not dead-lettered', async () => {
  const world = new ResponderWorld(here);
  world.missed = aDenial();
  expect(await world.deliver(checkOf(here, 'second', 2))).toEqual(['second']);
  expect(await world.deliver(checkOf(here, 'third', 3))).toEqual([]);
  expect(world.covered).toMatchObject([{ missed: aDenial() }, { missed: aDenial() }]);
});

test('a check notes the unread subjects of its place until a check reads everything', async () => {
  const world = new ResponderWorld(here);
  world.trails[0]?.obstacles.observe.push(aDenial());
  await world.deliver(checkOf(here));
  expect(world.unread).toMatchObject([
    { accountId: here.accountId, kind: 'denied', unread: [{ name: 'trail main' }] },
  ]);
  expect(world.seen).toEqual([]);
  await world.deliver(checkOf(here));
  expect(world.unread).toHaveLength(1);
  expect(world.seen).toMatchObject([{ accountId: here.accountId, isWatched: false }]);
});

test('a check of some kinds only, or without a list of trails, has not read everything', async () => {
  const world = new ResponderWorld(here);
  const { accountId } = here;
  const some = { trailwarden: 'check', accountId, region: 'us-east-1', by: 'sweep' };
  const body = { ...some, id: 'some', kinds: ['warden'] };
  await world.deliver(anSqsRecord({ messageId: 'some', body }));
  world.missed = aThrottle();
  await world.deliver(checkOf(here));
  expect(world.seen).toEqual([]);
});

test('an event that meets a denial comes again until the queue’s limit', async () => {
  const world = stoppedWorld(here);
  world.missed = aDenial();
  const nameless = anSqsRecord({
    messageId: 'nameless',
    receiveCount: 3,
    body: anEnvelope({ detail: aRecord({ requestParameters: null }) }),
  });
  expect(await world.deliver(nameless)).toEqual(['nameless']);
});

test('a check that is throttled a third time comes again', async () => {
  const world = new ResponderWorld(here);
  world.missed = aThrottle();
  expect(await world.deliver(checkOf(here, 'third', 3))).toEqual(['third']);
});

test.each([
  [1, 120],
  [2, 240],
  [5, 1_920],
  [6, 2_880],
  [50, 2_880],
])(
  'after %i deliveries a check of a place that could not be read comes back in %i seconds',
  async (receiveCount, seconds) => {
    const world = new ResponderWorld(here);
    world.missed = aThrottle();
    const body = {
      trailwarden: 'check',
      id: 'c',
      accountId: here.accountId,
      region: 'us-east-1',
      by: 'sweep',
    };
    await world.deliver(anSqsRecord({ body, receiveCount }));
    expect(world.comingBack).toEqual([{ receiptHandle: 'receipt of message-1', seconds }]);
  },
);

test('a message comes back even if its delay cannot be set', async () => {
  const world = new ResponderWorld(here);
  world.missed = aThrottle();
  world.queueFault = new Error('no queue');
  expect(await world.deliver(checkOf(here))).toEqual(['check of 111122223333']);
  expect(world.logged.at(-1)).toMatchObject({ kind: 'fault', why: 'no queue' });
});

test('an empty batch is an empty answer', async () => {
  expect(await new ResponderWorld(here).deliver()).toEqual([]);
});

/** A member that leaves the organization. */
const leaving = (different: Readonly<Record<string, unknown>> = {}) =>
  anSqsRecord({
    messageId: 'leaving',
    body: anEnvelope({
      source: 'aws.organizations',
      detail: aRecord({
        eventID: 'left',
        eventSource: 'organizations.amazonaws.com',
        eventName: 'LeaveOrganization',
        requestParameters: null,
        ...different,
      }),
    }),
  });

test('an event that is not undone is reported after everything else is put back', async () => {
  const world = stoppedWorld(here);
  expect(await world.deliver(leaving(), stopOf(here))).toEqual([]);
  expect(world.reported).toEqual([{ id: 'left', logging: [true] }]);
  expect(world.logged).toContainEqual({ kind: 'reported', id: 'left', rows: ['ORG-02'] });
});

test('neither a refused call nor a call that a technique puts back is reported', async () => {
  const world = stoppedWorld(here);
  await world.deliver(leaving({ errorCode: 'AccessDenied' }), stopOf(here));
  expect(world.reported).toEqual([]);
  expect(world.attempts).toMatchObject([{ attempts: [{ techniques: ['ORG-02'] }] }]);
});

test('only a message that could not be reported comes back', async () => {
  const world = stoppedWorld(here);
  world.reportFault = new Error('no table');
  expect(await world.deliver(leaving(), stopOf(here))).toEqual(['leaving']);
  expect(world.logging).toEqual([true]);
});

test('the next look of a place is asked for before reports are written, so that a slow report delays none', async () => {
  const world = stoppedWorld(here);
  const askedBefore: number[] = [];
  const { asked } = world.watches;
  world.reporting = async () => {
    for (let turns = 0; turns < 1_000 && asked.length === 0; turns += 1) await setImmediate();
    askedBefore.push(asked.length);
  };
  await world.deliver(leaving(), stopOf(here));
  expect(askedBefore).toEqual([1]);
});

test('a report that the time did not suffice for comes again, and the restoration beside it does not', async () => {
  const world = stoppedWorld(here);
  world.leftMs = 5_000;
  expect(await world.deliver(leaving(), stopOf(here))).toEqual(['leaving']);
  expect(world.reported).toEqual([]);
  expect(world.watches.asked).toHaveLength(1);
  expect(world.logging).toEqual([true]);
});

test('a check sends no further reads to an account that does not answer, and comes again', async () => {
  const world = new ResponderWorld(here);
  world.remembers = true;
  const silence = { kind: 'unreachable', code: 'TimeoutError', call: 'cloudtrail:DescribeTrails' };
  for (const missed of [silence, aThrottle()] as const) {
    world.missed = missed as Obstacle;
    expect(await world.deliver(checkOf(here))).toHaveLength(1);
    expect(world.covered.at(-1)).toMatchObject({ missed, observations: [] });
  }
});

test('remembered subjects are looked at even if the role is gone', async () => {
  const world = new ResponderWorld(here);
  world.remembers = true;
  world.missed = aDenial();
  await world.deliver(checkOf(here));
  expect(world.covered.at(-1)?.observations).toHaveLength(1);
});

test('an event without a trail’s name has its trail looked at, even if the trails could not be listed', async () => {
  const world = stoppedWorld(here);
  world.remembers = true;
  world.missed = aThrottle();
  const unnamed = aRecord({ recipientAccountId: here.accountId, requestParameters: {} });
  await world.deliver(
    anSqsRecord({ body: anEnvelope({ account: here.accountId, detail: unnamed }) }),
  );
  expect(world.logging).toEqual([true]);
});
