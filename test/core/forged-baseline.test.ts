import { setImmediate as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Doubt } from '../../shared/domain/doubt';
import type { Finding } from '../../shared/domain/finding';
import { isIncident, sentenceOf, stateOf } from '../../shared/domain/happening';
import type { Signal } from '../../shared/domain/signal';
import { decide } from '../../shared/restore/decide';
import { reconcile } from '../../shared/restore/reconcile';
import { aBaseline } from '../builders/a-baseline';
import { anEpisode, anExemption } from '../builders/a-memory';
import { aCheck, anEvent } from '../builders/a-signal';
import { aRestartedTrailState, aTrailState } from '../builders/a-trail-state';
import { aPresent } from '../builders/an-observation';
import { at } from '../builders/at';
import { aKeyBaseline, aKeyState, keySeen } from '../builders/key/a-key';
import { TrailWorld } from './trail-world';

const forged: Doubt = { kind: 'forged', why: 'its seal is not the one of its text' };
const unverified = (kind: 'unreachable' | 'denied'): Doubt => ({
  kind: 'unverified',
  why: { kind, code: 'TimeoutError', call: 'kms:VerifyMac' },
});

/** A world whose baseline names the bucket "mallory": the verdict on its seal is up to the test. */
function poisonedWorld(): TrailWorld {
  const world = new TrailWorld();
  const state = aTrailState({ settings: { s3BucketName: 'mallory' } });
  world.memory = { baseline: aBaseline({ state }), mac: 'AAAA' };
  return world;
}

const deliver = (world: TrailWorld, doubt: Doubt | undefined, ...signals: readonly Signal[]) =>
  reconcile(
    { subject: world.trail, signals },
    { ...world.ports(), verifyBaseline: async () => doubt },
  );

const update = () => anEvent({ evidence: { eventName: 'UpdateTrail' } });

test('a forged baseline is not put back, and is an incident of its own', async () => {
  const world = poisonedWorld();
  const before = world.rest;
  const look = await deliver(world, forged, update());
  expect(world.taken).toEqual([]);
  expect(world.rest).toEqual(before);
  expect(look).toMatchObject({
    outcome: 'escalated',
    techniques: ['alter-baseline'],
    severity: 'critical',
    decision: { kind: 'escalate', why: expect.stringContaining('baseline accept') },
  });
  expect(look.again).toBeUndefined();
  expect([isIncident(look), stateOf(look)]).toEqual([true, 'escalated']);
  expect(sentenceOf(look)).toContain('was altered in the table: its seal is not the one');
});

test('a check finds a forged baseline of a trail that is whole', async () => {
  const look = await deliver(poisonedWorld(), forged, aCheck());
  expect(look).toMatchObject({ outcome: 'escalated', techniques: ['alter-baseline'], taken: [] });
});

test('a stopped trail whose baseline is forged is started by the reflex, and still escalated', async () => {
  const world = poisonedWorld();
  world.stop();
  const look = await deliver(world, forged, anEvent());
  expect(world.status.isLogging).toBe(true);
  expect(look).toMatchObject({
    outcome: 'escalated',
    taken: [{ as: 'reflex', step: { call: 'cloudtrail:StartLogging' } }],
    techniques: ['alter-baseline', 'stop-logging'],
  });
  expect(look.windows).toMatchObject([{ to: expect.anything() }]);
});

test('a forged row that says the trail need not log does not keep the warden from starting it', async () => {
  const world = poisonedWorld();
  const silent = { ...aTrailState(), status: { isLogging: false } };
  world.memory = { baseline: aBaseline({ state: silent }) };
  world.stop();
  const look = await deliver(world, forged, aCheck());
  expect(world.taken).toEqual(['cloudtrail:StartLogging']);
  expect(look).toMatchObject({ outcome: 'escalated', taken: [{ as: 'runbook' }] });
});

test('a deleted trail is not made again from a forged baseline', async () => {
  const world = poisonedWorld();
  world.exists = false;
  const look = await deliver(world, forged, anEvent({ evidence: { eventName: 'DeleteTrail' } }));
  expect({ taken: look.taken, outcome: look.outcome }).toEqual({ taken: [], outcome: 'escalated' });
});

test('a row that holds no baseline at all is forged, not a first sight', async () => {
  const world = new TrailWorld();
  world.memory = { illegible: true };
  const look = await reconcile({ subject: world.trail, signals: [aCheck()] }, world.ports());
  expect(look).toMatchObject({ decision: { kind: 'escalate' }, techniques: ['alter-baseline'] });
});

test('during a planned change a forged baseline is told, and even a stopped trail is left alone', async () => {
  const world = poisonedWorld();
  world.exemptions = [anExemption()];
  world.stop();
  const look = await deliver(world, forged, anEvent());
  expect(look).toMatchObject({ techniques: ['alter-baseline'], taken: [] });
});

test('a key that does not answer delays no start; everything else is tried again and is not compliant', async () => {
  const world = poisonedWorld();
  world.stop();
  const look = await deliver(world, unverified('unreachable'), anEvent());
  expect(world.status.isLogging).toBe(true);
  expect(look).toMatchObject({
    outcome: 'escalated',
    techniques: ['stop-logging'],
    again: 'kms:VerifyMac was not answered (TimeoutError)',
  });
  expect(stateOf(look)).toBe('open');
  expect(await deliver(world, unverified('unreachable'), update())).toMatchObject({
    decision: { kind: 'escalate' },
    again: expect.anything(),
    taken: [],
  });
});

test('a check that the key does not answer is repeated without an incident; one it refuses is one', async () => {
  const passing = await deliver(poisonedWorld(), unverified('unreachable'), aCheck());
  const lasting = await deliver(poisonedWorld(), unverified('denied'), aCheck());
  expect([isIncident(passing), isIncident(lasting)]).toEqual([false, true]);
  expect([passing.again, lasting.again]).toEqual([expect.any(String), expect.any(String)]);
});

test('while a planned change is in force an unverified baseline is no incident', async () => {
  const world = poisonedWorld();
  world.exemptions = [anExemption()];
  const look = await deliver(world, unverified('unreachable'), update());
  expect([look.decision.kind, isIncident(look)]).toEqual(['exempt', false]);
});

test('a genuine baseline is put back after it was verified, and never before', async () => {
  const world = new TrailWorld();
  world.rest = { ...world.rest, settings: { ...world.rest.settings, s3BucketName: 'mallory' } };
  const takenAtVerdict: string[][] = [];
  const verifyBaseline = async () => {
    takenAtVerdict.push([...world.taken]);
    return undefined;
  };
  const ports = { ...world.ports(), verifyBaseline };
  const { outcome } = await reconcile({ subject: world.trail, signals: [update()] }, ports);
  expect(outcome).toBe('restored');
  expect(takenAtVerdict).toEqual([[]]);
});

test('the reflex is answered before the key is asked', async () => {
  const world = new TrailWorld();
  world.stop();
  const takenAtVerdict: string[][] = [];
  const verifyBaseline = async () => {
    takenAtVerdict.push([...world.taken]);
    return undefined;
  };
  const { take, ...ports } = world.ports();
  const slowly: typeof take = async (step) => {
    await pause(); // AWS does not answer at once
    return take(step);
  };
  await reconcile(
    { subject: world.trail, signals: [anEvent()] },
    { ...ports, take: slowly, verifyBaseline },
  );
  expect(takenAtVerdict).toEqual([['cloudtrail:StartLogging']]);
});

test('a subject without a baseline has nothing to verify', async () => {
  const world = new TrailWorld();
  world.memory = {};
  const verifyBaseline = () => Promise.reject(new Error('asked'));
  const ports = { ...world.ports(), verifyBaseline };
  const { decision } = await reconcile({ subject: world.trail, signals: [aCheck()] }, ports);
  expect(decision.kind).toBe('capture');
});

test('a stop that an incident accounts for already is not found again beside a forged baseline', () => {
  const observation = aPresent({ state: aRestartedTrailState() });
  const memory = { baseline: aBaseline(), episode: anEpisode() };
  const situation = { observation, memory, exemptions: [], events: [], now: at(60) };
  const { findings } = decide({ ...situation, doubt: forged }) as Findings;
  expect(findings.map(({ technique }) => technique)).toEqual(['alter-baseline']);
});

interface Findings {
  readonly findings: readonly Finding[];
}

test('no other kind of subject is written from a forged baseline', () => {
  const observation = keySeen(aKeyState({ keyState: 'Disabled' }));
  const situation = { observation, exemptions: [], events: [], now: at(60) };
  const decision = decide({ ...situation, memory: { baseline: aKeyBaseline() }, doubt: forged });
  expect(decision).toMatchObject({ kind: 'escalate', steps: [] });
});
