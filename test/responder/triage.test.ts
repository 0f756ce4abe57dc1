import { expect, test } from '@jest/globals';
import { type Known, type Triage, triage } from '../../services/responder/respond';
import type { ProtectedIn } from '../../shared/signal/parse-signal';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { anSqsRecord } from '../builders/an-sqs-record';
import { at } from '../builders/at';

const bucketIn: ProtectedIn = () => [
  { kind: 'log-bucket', accountId: '111122223333', region: 'us-east-1', id: 'arn:aws:s3:::logs' },
];

const known: Known = {
  now: new Date(at(1)),
  protectedIn: bucketIn,
  handled: new Set<string>(),
  whose: () => 'stranger',
};

/** What is done about a message, where something else is known. */
const triaged = (body: unknown, different: Partial<Known> = {}): Triage =>
  triage(anSqsRecord({ body }), { ...known, ...different });

const event = (detail: Record<string, unknown>, source = 'aws.cloudtrail') =>
  anEnvelope({ source, detail: aRecord(detail) });

const policyOf = (bucketName: string) =>
  event(
    {
      eventSource: 's3.amazonaws.com',
      eventName: 'DeleteBucketPolicy',
      requestParameters: { bucketName },
    },
    'aws.s3',
  );

const check = (different: object = {}) => ({
  ...{ trailwarden: 'check', id: 'check-1', accountId: '111122223333', region: 'us-east-1' },
  by: 'sweep',
  ...different,
});

const beat = {
  eventName: 'AddTags',
  errorCode: 'TrailNotFoundException',
  requestParameters: {
    resourceId: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/trailwarden-heartbeat.mi9z.0a1b',
  },
};
const denied = { eventName: 'AddTags', errorCode: 'AccessDenied', requestParameters: null };
const ours: Partial<Known> = { whose: () => 'ours' };
const seen: Partial<Known> = { handled: { has: () => true } };
const broken: Partial<Known> = {
  protectedIn: () => {
    throw new Error('no such thing');
  },
};

test.each<[string, unknown, Partial<Known>, Triage['kind']]>([
  ['what is not JSON', 'not JSON', {}, 'refused'],
  ['what makes its reader fail', event({}), broken, 'refused'],
  ['an event that was dealt with', event({}), seen, 'copy'],
  ['a check that looks like one before', check(), seen, 'look-around'],
  ['a stopped trail', event({}), {}, 'look'],
  ['a bucket that is guarded', policyOf('logs'), {}, 'look'],
  ['a bucket that is not', policyOf('pictures'), {}, 'not-ours'],
  ['a stop that AWS refused', event({ errorCode: 'AccessDenied' }), {}, 'attempt'],
  ['a stop of no trail', event({ requestParameters: {} }), {}, 'look-around'],
  ['a check', check(), {}, 'look-around'],
  ['a heartbeat', event(beat), {}, 'beat'],
  ['a heartbeat that took effect', event({ ...beat, errorCode: undefined }), {}, 'look'],
  ['a call of ours that was denied', event(denied), ours, 'denied-beat'],
  ['the same of a stranger', event(denied), {}, 'attempt'],
  ['a step of ours that was denied', event({ errorCode: 'AccessDenied' }), ours, 'attempt'],
])('%s', (_, body, different, kind) => {
  expect(triaged(body, different).kind).toBe(kind);
});

test.each([
  ['a call that a technique knows', event({}), undefined],
  ['what every restoration sends', event({ eventName: 'StartLogging' }), undefined],
  ['another call of CloudTrail', event({ eventName: 'CreateChannel' }), 'told'],
  ['a call on what is not guarded', policyOf('pictures'), 'told'],
  ['a call on what is', policyOf('logs'), 'told'],
  ['a refused call', event({ eventName: 'CreateChannel', errorCode: 'AccessDenied' }), undefined],
  ['a check', check(), undefined],
])('%s may have to be told', (_, body, expected) => {
  const found = triaged(body);
  expect('report' in found && found.report ? 'told' : undefined).toBe(expected);
});

test('a look is at all that the event names, and a check of several Regions is one of each', () => {
  const trail = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  expect(triaged(event({}))).toMatchObject({ subjects: [{ kind: 'trail', id: trail }] });
  expect(triaged(check({ also: ['eu-west-1'] }))).toMatchObject({
    places: [{ region: 'us-east-1' }, { region: 'eu-west-1' }],
  });
});

test('copies of one record share a fingerprint, and another record has another', () => {
  const [one, copy, other] = [
    event({}),
    { ...event({}), id: 'another envelope', time: '2026-11-21T20:00:09Z' },
    event({ eventID: 'another event' }),
  ].map((body) => triaged(body).fingerprint);
  expect(one).toEqual(expect.any(String));
  expect([copy === one, other === one]).toEqual([true, false]);
});
