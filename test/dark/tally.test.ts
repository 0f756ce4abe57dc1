import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Incident } from '../../shared/domain/incident';
import { darkReport } from '../../shared/investigate/dark/dark-report';
import { readEvent } from '../../shared/investigate/dark/read-event';
import { riskyCalls } from '../../shared/investigate/dark/risky-calls';
import { add, emptyTally, eventsIn } from '../../shared/investigate/dark/tally';
import { suspectIn } from '../../shared/investigate/dark/whose';
import { aHistoryEvent } from './a-history-event';

const place = { accountId: '111122223333', region: 'us-east-1' };
const MALLORY = 'arn:aws:sts::111122223333:assumed-role/Admin/mallory';
const evidence: NonNullable<Incident['evidence']> = {
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  sourceIp: '198.51.100.9',
  actor: {
    type: 'AssumedRole',
    principal: MALLORY,
    accessKeyId: 'ASIAMALLORY',
    chain: [MALLORY],
  },
};
const suspect = suspectIn({ evidence });

const event = (wanted: Parameters<typeof aHistoryEvent>[0] = {}) =>
  readEvent(aHistoryEvent(wanted), place);
const tallied = (...events: readonly ReturnType<typeof event>[]) =>
  add(emptyTally, events, suspect);

test('the actor’s calls are told by principal, by access key and by address', () => {
  const { groups } = tallied(
    event({ identity: { arn: MALLORY } }),
    event({ identity: { arn: 'arn:aws:sts::1:assumed-role/X/y', accessKeyId: 'ASIAMALLORY' } }),
    event({ sourceIp: '198.51.100.9' }),
    event(),
  );
  expect(groups.actor.events).toBe(3);
  expect(groups.others).toMatchObject({
    events: 1,
    principals: [{ name: 'arn:aws:iam::111122223333:user/jo', events: 1 }],
    calls: [{ name: 'ec2:DescribeInstances', events: 1 }],
  });
});

test('every identity behind the actor, back to the human, counts as the actor', () => {
  const before = 'arn:aws:sts::444455556666:assumed-role/Build/mallory';
  const link = { evidence: { source: 'Event history' }, why: 'the record says so' } as const;
  const lineage = {
    links: [
      { ...link, kind: 'session', principal: before, certainty: 'certain' },
      {
        ...link,
        kind: 'federated',
        principal: 'arn:aws:iam::1:saml-provider/idp',
        certainty: 'certain',
      },
      { ...link, kind: 'user', principal: 'arn:aws:iam::1:user/guessed', certainty: 'guess' },
    ],
    ends: 'human',
    why: 'it ends',
    unread: [],
  } as const;
  const { groups } = add(
    emptyTally,
    [
      event({ identity: { arn: before } }),
      event({ identity: { arn: 'arn:aws:iam::1:saml-provider/idp' } }),
      event({ identity: { arn: 'arn:aws:iam::1:user/guessed' } }),
    ],
    suspectIn({ evidence, lineage }),
  );
  expect([groups.actor.events, groups.others.events]).toEqual([1, 2]);
});

test('AWS services and the warden are counted apart from people', () => {
  const guard = 'arn:aws:sts::111122223333:assumed-role/trailwarden-guard/trailwarden-responder';
  const { groups } = tallied(
    event({ identity: { type: 'AWSService', invokedBy: 'ecs.amazonaws.com' } }),
    event({ identity: { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com' } }),
    event({ identity: { arn: guard }, name: 'StartLogging', source: 'cloudtrail.amazonaws.com' }),
  );
  expect([groups.service.events, groups.warden.events, groups.others.events]).toEqual([2, 1, 0]);
});

const assumption = (role: string, session = 'trailwarden-responder') => ({
  name: 'AssumeRole',
  source: 'sts.amazonaws.com',
  identity: {
    type: 'AWSAccount',
    principalId: `AROAEXAMPLE1234:${session}`,
    accountId: '222233334444',
  },
  request: { roleArn: `arn:aws:iam::${place.accountId}:role/${role}`, roleSessionName: session },
});

test('the responder’s AssumeRole in a member account counts as the warden’s', () => {
  const { groups } = tallied(
    event(assumption('trailwarden-guard')),
    event(assumption('trailwarden-undo')),
    event(assumption('trailwarden-reader', 'trailwarden-investigator')),
    event(assumption('trailwarden-bucket-guard', 'bucket-policy')),
    event(assumption('trailwarden-containment', 'instance-login')),
  );
  expect([groups.warden.events, groups.others.events]).toEqual([5, 0]);
});

test('the name of our session alone does not make a caller the warden', () => {
  const { groups } = tallied(
    event(assumption('Admin')),
    event(assumption('trailwarden-guard', 'mallory')),
    event({ ...assumption('trailwarden-guard'), errorCode: 'AccessDenied' }),
    event({ ...assumption('trailwarden-guard'), name: 'ListUsers', source: 'iam.amazonaws.com' }),
  );
  expect([groups.warden.events, groups.others.events]).toEqual([0, 4]);
});

test('an actor who took over a role of the warden is still the actor', () => {
  const stolen = 'arn:aws:sts::111122223333:assumed-role/trailwarden-guard/x';
  const { groups } = tallied(event({ identity: { arn: stolen, accessKeyId: 'ASIAMALLORY' } }));
  expect(groups.actor.events).toBe(1);
});

test.each(['AWS Internal', 'cloudtrail.amazonaws.com', '127.0.0.1', '::1'])(
  'two calls from %s are not taken for calls of one actor',
  (sourceIp) => {
    const { groups } = add(
      emptyTally,
      [event({ sourceIp })],
      suspectIn({ evidence: { ...evidence, sourceIp } }),
    );
    expect(groups.actor.events).toBe(0);
  },
);

test('the risky calls that matter most come first: those of the actor, those that took effect, credentials', () => {
  const iam = 'iam.amazonaws.com';
  const mine = { identity: { arn: MALLORY } };
  const { risky, riskyEvents } = tallied(
    event({ name: 'CreateAccessKey', source: iam }),
    event({ ...mine, name: 'PutBucketPolicy', source: 's3.amazonaws.com' }),
    event({ ...mine, name: 'CreateAccessKey', source: iam, errorCode: 'AccessDenied' }),
    event({ ...mine, name: 'CreateAccessKey', source: iam }),
    event({ ...mine, name: 'ListBuckets', source: 's3.amazonaws.com' }),
  );
  expect(
    risky.map(({ by, kind, event: { name, errorCode } }) => [by, kind, name, errorCode]),
  ).toEqual([
    ['actor', 'credentials', 'CreateAccessKey', undefined],
    ['actor', 'data', 'PutBucketPolicy', undefined],
    ['actor', 'credentials', 'CreateAccessKey', 'AccessDenied'],
    ['others', 'credentials', 'CreateAccessKey', undefined],
  ]);
  expect(riskyEvents).toBe(4);
});

test('calls that AWS refused are counted as such', () => {
  expect(tallied(event({ errorCode: 'AccessDenied' }), event()).groups.others.refused).toBe(1);
});

test('a record that lacks every field is an event of an unknown principal', () => {
  const given = { id: '', at: '2026-11-22T10:00:00Z', name: '', source: '', record: 'not JSON' };
  expect(readEvent(given, place)).toMatchObject({ principal: 'unknown', byService: false });
  expect(tallied(readEvent(given, place)).groups.others.events).toBe(1);
});

test('each risky call is named as CloudTrail spells it', () => {
  expect(riskyCalls.filter((call) => !/^[a-z0-9]+:[A-Z][A-Za-z0-9_]+$/.test(call))).toEqual([]);
  expect(riskyCalls.length).toBeGreaterThan(150);
});

const identity = fc.oneof(
  fc.jsonValue(),
  fc.record({
    type: fc.constantFrom('AWSService', 'IAMUser', 'Root'),
    arn: fc.constantFrom(MALLORY, 'arn:aws:iam::111122223333:user/jo'),
  }),
);
const anyEvent = fc
  .record({
    name: fc.constantFrom('CreateUser', 'ListBuckets', 'constructor', ''),
    source: fc.constantFrom('iam.amazonaws.com', '__proto__', ''),
    at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
    record: fc.oneof(
      fc.string(),
      fc.record({ userIdentity: identity, eventName: fc.string() }).map((r) => JSON.stringify(r)),
      fc.json(),
    ),
  })
  .map((given) => readEvent({ ...given, id: 'x', at: given.at.toISOString() }, place));

test('any events in any portions are each counted once without an exception, and the sums add up', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), fc.array(anyEvent), (some, more) => {
      const tally = add(add(emptyTally, some, suspect), more, suspect);
      expect(eventsIn(tally)).toBe(some.length + more.length);
      const report = darkReport({
        tally,
        window: { from: '2026-11-22T10:00:00Z' },
        marginMinutes: 15,
        recovered: false,
        notRecoverable: ['nothing'],
        at: '2026-11-22T10:00:00Z',
      });
      const { byActor, byOthers, byService, byWarden } = report;
      const parts = [byActor, byOthers, byService, byWarden].map(({ events }) => events);
      expect(parts.reduce((sum, count) => sum + count)).toBe(report.events);
      expect(report.risky.length).toBeLessThanOrEqual(report.riskyEvents);
    }),
    { numRuns: 60 },
  );
});
