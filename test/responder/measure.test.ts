import { expect, test } from '@jest/globals';
import { measure } from '../../services/responder/log';
import type { LogEntry } from '../../shared/domain/log-entry';
import { metricLines } from '../../shared/watch/metrics/metrics';
import { aTrail } from '../builders/a-trail';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { aDenial, aThrottle } from '../builders/an-observation';
import { anSqsRecord } from '../builders/an-sqs-record';
import { at } from '../builders/at';
import { readEmf } from '../metrics/emf-document';
import { ResponderWorld } from './responder-world';

const here = aTrail();
const there = aTrail({ accountId: '444455556666' });

const stopOf = ({ accountId }: typeof here, different: Readonly<Record<string, unknown>> = {}) =>
  anSqsRecord({
    messageId: `stop of ${accountId}`,
    body: anEnvelope({
      account: accountId,
      detail: aRecord({ recipientAccountId: accountId, ...different }),
    }),
  });

const checkOf = ({ accountId }: typeof here, by = 'sweep') =>
  anSqsRecord({
    messageId: `check of ${accountId}`,
    body: { trailwarden: 'check', id: 'c', accountId, region: 'us-east-1', by },
  });

function stopped(...trails: readonly (typeof here)[]): ResponderWorld {
  const world = new ResponderWorld(...trails);
  for (const trail of world.trails) trail.stop();
  return world;
}

test('a restoration is measured from the tampering and from its signal, and with its dark time', async () => {
  const world = stopped(here);
  await world.deliver(stopOf(here));
  expect(measure(world.logged)).toEqual({
    Signals: [1],
    Looks: [1],
    Restorations: [1],
    SignalToRestored: [expect.any(Number)],
    TamperToRestored: [expect.any(Number)],
    BlindSeconds: [expect.any(Number)],
  });
  const [look] = world.trails[0]?.recorded ?? [];
  const [step] = look?.taken ?? [];
  const since = (from = '') => Date.parse(step?.answeredAt ?? '') - Date.parse(from);
  expect(measure(world.logged)).toMatchObject({
    SignalToRestored: [since(look?.signals[0]?.receivedAt)],
    TamperToRestored: [Math.max(0, since(look?.tampering[0]?.eventTime))],
  });
});

test('the metrics of a real batch are lines that CloudWatch accepts', async () => {
  const world = stopped(here, there);
  await world.deliver(stopOf(here), stopOf(there), anSqsRecord({ body: 'not JSON' }));
  const [line = '', ...others] = metricLines(measure(world.logged), new Date(at(90)));
  expect(others).toEqual([]);
  const metrics = readEmf(line);
  expect(metrics.get('Restorations')).toEqual({ values: [2], unit: 'Count' });
  expect(metrics.get('TamperToRestored')?.values).toHaveLength(2);
  expect(metrics.get('DeadLettered')).toEqual({ values: [1], unit: 'Count' });
});

test('copies of one event are one signal and one restoration', async () => {
  const world = stopped(here);
  await world.deliver(stopOf(here), { ...stopOf(here), messageId: 'copy' });
  expect(measure(world.logged)).toMatchObject({ Signals: [1], Restorations: [1] });
});

test.each(['sweep', 'minute'])(
  'a finding of the %s without an event is counted apart',
  async (by) => {
    const world = stopped(here);
    await world.deliver(checkOf(here, by));
    const measured = measure(world.logged);
    expect(measured).toMatchObject({ Checks: [1], Restorations: [1], FoundBySweep: [1] });
    expect(measured).not.toHaveProperty('TamperToRestored');
  },
);

test('a finding with an event, or of a check that a person asked for, does not count as missed by the event channel', async () => {
  const told = stopped(here);
  await told.deliver(stopOf(here));
  const asked = stopped(here);
  await asked.deliver(checkOf(here, 'trailwarden sweep'));
  for (const world of [told, asked]) {
    expect(measure(world.logged)).not.toHaveProperty('FoundBySweep');
  }
});

test('a place that is fine counts as one check and one look, and nothing else', async () => {
  const world = new ResponderWorld(here);
  await world.deliver(checkOf(here));
  expect(measure(world.logged)).toEqual({ Checks: [1], Looks: [1] });
});

test('a place that could not be read counts as unreachable and as coming again', async () => {
  const world = stopped(here);
  world.trails[0]?.obstacles.take.push(aDenial());
  world.trails[0]?.obstacles.observe.push(aDenial(), aDenial());
  await world.deliver(stopOf(here));
  expect(measure(world.logged)).toMatchObject({
    Escalations: [1],
    Unreachable: [1],
    ComingAgain: [1],
  });
});

test.each([
  [aDenial(), { Unreachable: [1], ComingAgain: [1] }],
  [aThrottle(), { Throttles: [1], ComingAgain: [1] }],
])('trails that could not be listed: $0.kind', async (missed, expected) => {
  const world = new ResponderWorld(here);
  world.missed = missed;
  await world.deliver(checkOf(here));
  expect(measure(world.logged)).toMatchObject(expected);
});

test('a throttled step counts as a throttle, even if the next try succeeds', async () => {
  const world = stopped(here);
  world.trails[0]?.obstacles.take.push(aThrottle());
  await world.deliver(stopOf(here));
  expect(measure(world.logged)).toMatchObject({ Throttles: [1], Restorations: [1] });
});

test('a call that AWS refused is an attempt', async () => {
  const world = new ResponderWorld(here);
  await world.deliver(stopOf(here, { errorCode: 'AccessDenied' }));
  expect(measure(world.logged)).toEqual({ Signals: [1], Attempts: [1] });
});

test('an attempt that could not be written down is counted when it comes again', async () => {
  const world = new ResponderWorld(here);
  world.tableFault = new Error('no table');
  await world.deliver(stopOf(here, { errorCode: 'AccessDenied' }));
  expect(measure(world.logged)).toEqual({ Signals: [1], ComingAgain: [1] });
});

const aBeat = (different: Partial<Extract<LogEntry, { kind: 'heartbeat' }>>): LogEntry => ({
  kind: 'heartbeat',
  outcome: 'heard',
  accountId: here.accountId,
  region: 'us-east-1',
  ...different,
});

test('every heard beat has its own latency value, so that percentiles are possible', () => {
  const heard = [700, 1_400].map((latencyMs) => aBeat({ latencyMs }));
  const late = aBeat({ outcome: 'old', latencyMs: 900_000 });
  expect(measure([...heard, late])).toEqual({ HeartbeatLatency: [700, 1_400] });
});

test('silence, an unsent beat and a forged beat are counted apart', () => {
  const entries = (['sent', 'silent', 'unsent', 'forged'] as const).map((outcome) =>
    aBeat({ outcome }),
  );
  expect(measure(entries)).toEqual({
    HeartbeatSilent: [1],
    HeartbeatUnsent: [1],
    Attempts: [1],
  });
});

test('a check of several Regions is a check of each', () => {
  const checks = ['us-east-1', 'eu-west-1'].map(
    (region): LogEntry => ({
      kind: 'signal',
      id: 'one',
      what: 'check',
      accountId: here.accountId,
      region,
      by: 'sweep',
    }),
  );
  expect(measure(checks)).toEqual({ Checks: [2] });
});

test('a throttled look is waited out, and is no escalation', async () => {
  const world = stopped(here);
  world.trails[0]?.obstacles.take.push(aThrottle());
  world.trails[0]?.obstacles.observe.push(aThrottle(), aThrottle());
  await world.deliver(stopOf(here));
  expect(measure(world.logged)).toMatchObject({ Throttles: [2], ComingAgain: [1] });
  expect(measure(world.logged)).not.toHaveProperty('Escalations');
});
