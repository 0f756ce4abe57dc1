import { expect, test } from '@jest/globals';
import {
  isIncident,
  sentenceOf,
  stateOf,
  tamperedEntry,
  timelineOf,
} from '../../shared/domain/happening';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import { reconcile } from '../../shared/restore/reconcile';
import { anExemption } from '../builders/a-memory';
import { aCheck, anEvent } from '../builders/a-signal';
import { aDenial, aThrottle } from '../builders/an-observation';
import { TrailWorld } from '../core/trail-world';

/** One look at a world that `make` has prepared. */
function look(signal: Signal = anEvent(), make: (world: TrailWorld) => void = () => undefined) {
  const world = new TrailWorld();
  make(world);
  return reconcile({ subject: world.trail, signals: [signal] }, world.ports());
}

const stopped = (world: TrailWorld): void => world.stop();
const denied = (world: TrailWorld): void => {
  world.stop();
  world.obstacles.take.push(aDenial());
  world.obstacles.observe.push(aDenial());
};
const throttled = (world: TrailWorld): void => {
  world.obstacles.observe.push(aThrottle());
};
const neverCaptured = (world: TrailWorld): void => {
  world.memory = {};
};
const exempt = (world: TrailWorld): void => {
  world.stop();
  world.exemptions = [anExemption()];
};
const unstartable = (world: TrailWorld): void => {
  world.stop();
  world.obstacles.take.push(aDenial(), aDenial());
};

test.each<readonly [string, Promise<Reconciliation>, boolean]>([
  ['a stopped trail', look(anEvent(), stopped), true],
  ['a stopped trail that only a check saw', look(aCheck(), stopped), true],
  ['a trail that must not be read', look(aCheck(), denied), true],
  ['an event about a trail that cannot be read just now', look(anEvent(), throttled), true],
  ['a check of a trail that cannot be read just now', look(aCheck(), throttled), false],
  ['a trail as it must be', look(aCheck()), false],
  ['a first sight', look(aCheck(), neverCaptured), false],
  ['a planned change', look(anEvent(), exempt), false],
])('whether %s is an incident', async (_, looked, incident) => {
  expect(isIncident(await looked)).toBe(incident);
});

test.each<readonly [string, Promise<Reconciliation>, string]>([
  ['restored', look(anEvent(), stopped), 'restored'],
  ['compliant', look(aCheck()), 'restored'],
  ['not startable', look(anEvent(), unstartable), 'open'],
  ['not readable just now', look(anEvent(), throttled), 'open'],
  ['not readable at all', look(anEvent(), denied), 'escalated'],
])('the state of the incident of a trail that is %s', async (_, looked, state) => {
  expect(stateOf(await looked)).toBe(state);
});

test('an obstacle that only a person can remove is escalated at once, and tried again', async () => {
  const world = new TrailWorld();
  world.exists = false;
  const code = 'TrailAlreadyExistsException';
  const taken = { kind: 'rejected', code, call: 'cloudtrail:CreateTrail' } as const;
  const lookOnce = (said?: string) => {
    world.obstacles.take.push(taken);
    const ports = { ...world.ports(), explain: async () => said };
    return reconcile({ subject: world.trail, signals: [aCheck()] }, ports);
  };
  expect(stateOf(await lookOnce())).toBe('open');
  const told = await lookOnce('Delete the other one.');
  expect(stateOf(told)).toBe('escalated');
  expect(told.again).toMatch(/was rejected.*Delete the other one\./);
});

test('the sentence of an incident is its finding, or the reason why nothing could be read', async () => {
  expect(sentenceOf(await look(anEvent(), unstartable))).toBe('Trail main is stopped.');
  expect(sentenceOf(await look(aCheck(), denied))).toBe(
    'trail arn:aws:cloudtrail:us-east-1:111122223333:trail/main: It could not be read: sts:AssumeRole was denied (AccessDenied).',
  );
});

test('the timeline of a failure tells each step and the obstacle it met', async () => {
  const timeline = timelineOf(await look(anEvent(), unstartable));
  const obstacle = 'sts:AssumeRole was denied (AccessDenied)';
  const step = 'cloudtrail:StartLogging arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  expect(timeline.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'noticed: noticed through an event',
    `step: ${step} (reflex): ${obstacle}`,
    `step: ${step} (runbook): ${obstacle}`,
    `failed: ${obstacle}`,
  ]);
});

test('tampering is told with its actor and address', () => {
  expect(tamperedEntry(anEvent()).text).toBe(
    'StopLogging by arn:aws:sts::111122223333:assumed-role/Deploy/mallory from 203.0.113.9',
  );
});

test('the timeline of a trail someone else put back does not claim the credit', async () => {
  const healed = (world: TrailWorld): void => {
    world.stop();
    world.start();
  };
  expect(timelineOf(await look(aCheck(), healed)).at(-1)).toMatchObject({
    kind: 'restored',
    text: expect.stringContaining('someone else put it back'),
  });
});

test('a call that took nothing away is not told as put back', async () => {
  const added = (world: TrailWorld): void => {
    world.rest = { ...world.rest, tags: { ...world.rest.tags, added: 'since' } };
  };
  const addTags = anEvent({ evidence: { eventName: 'AddTags' } });
  expect(timelineOf(await look(addTags, added)).at(-1)).toMatchObject({
    kind: 'restored',
    text: expect.stringMatching(/^nothing to put back: it differs in tags\.added, /),
  });
});
