import { expect, test } from '@jest/globals';
import { isSeenOf } from '../../shared/domain/observation';
import type { Signal } from '../../shared/domain/signal';
import { subjectKey } from '../../shared/domain/subject';
import { trailParts } from '../../shared/domain/trail';
import { reconcile } from '../../shared/restore/reconcile';
import { aBaseline } from '../builders/a-baseline';
import { aFinding } from '../builders/a-finding';
import { anExemption } from '../builders/a-memory';
import { aCheck, anEvent } from '../builders/a-signal';
import { aTrailState } from '../builders/a-trail-state';
import { aDenial, aThrottle } from '../builders/an-observation';
import { at } from '../builders/at';
import { TrailWorld, WARDEN } from './trail-world';

const deliver = (world: TrailWorld, ...signals: readonly Signal[]) =>
  reconcile({ subject: world.trail, signals }, world.ports());

/** A world in which the trail was stopped a moment ago. */
function stoppedWorld(): TrailWorld {
  const world = new TrailWorld();
  world.stop();
  return world;
}

test('a stopped trail is logging again within one signal', async () => {
  const world = stoppedWorld();
  const { outcome, findings, windows, again } = await deliver(world, anEvent());
  expect(world.status.isLogging).toBe(true);
  expect({ outcome, again }).toEqual({ outcome: 'restored', again: undefined });
  expect(findings).toMatchObject([{ technique: 'stop-logging' }]);
  expect(windows).toEqual([{ from: world.status.stoppedAt, to: world.status.startedAt }]);
});

test('a trail whose stop raised no event is restored by a check', async () => {
  const world = stoppedWorld();
  expect((await deliver(world, aCheck())).outcome).toBe('restored');
  expect(world.status.isLogging).toBe(true);
});

test('ten deliveries of one event take one step', async () => {
  const world = stoppedWorld();
  await deliver(world, ...Array.from({ length: 10 }, () => anEvent()));
  expect(world.taken).toEqual(['cloudtrail:StartLogging']);
});

test('the reflex leaves before the first read and the read-back proves it', async () => {
  const world = stoppedWorld();
  const { taken, observation } = await deliver(world, anEvent());
  expect(taken).toMatchObject([{ as: 'reflex' }]);
  expect(observation).toMatchObject({ kind: 'present', state: { status: { isLogging: true } } });
});

test('a first look that raced the reflex is taken again before anything else is done', async () => {
  const world = stoppedWorld();
  // The read overtakes the write: it still sees the trail stopped.
  const ports = world.ports();
  let observed = 0;
  const raced: typeof ports = {
    ...ports,
    observe: async (subject, parts) => {
      observed += 1;
      const seen = await ports.observe(subject, parts);
      if (observed > 1 || !isSeenOf(seen, 'trail') || seen.kind !== 'present') return seen;
      const status = { ...seen.state.status, isLogging: false };
      return { ...seen, state: { ...seen.state, status } };
    },
  };
  const signals = [anEvent()];
  const { outcome, decision } = await reconcile({ subject: world.trail, signals }, raced);
  expect({ outcome, decision: decision.kind }).toEqual({
    outcome: 'restored',
    decision: 'restore',
  });
  expect(world.taken).toEqual(['cloudtrail:StartLogging']); // no second one
});

test('a reflex that AWS refused is tried once more by the runbook', async () => {
  const world = stoppedWorld();
  world.obstacles.take.push(aThrottle());
  const { outcome, taken } = await deliver(world, anEvent());
  expect(outcome).toBe('restored');
  expect(taken).toMatchObject([{ as: 'reflex', obstacle: aThrottle() }, { as: 'runbook' }]);
});

test('a trail that cannot be started has failed, and its signal comes again', async () => {
  const world = stoppedWorld();
  world.obstacles.take.push(aThrottle(), aThrottle());
  expect(await deliver(world, anEvent())).toMatchObject({
    outcome: 'failed',
    again: 'cloudtrail:StartLogging was throttled (ThrottlingException)',
    windows: [{ from: world.status.stoppedAt }],
  });
  expect(world.status.isLogging).toBe(false);
});

test('"restored" is what was read back, not what a call answered', async () => {
  const world = stoppedWorld();
  const accepting = { ...world.ports(), take: async () => ({}) }; // accepted, and nothing happens
  const signals = [anEvent()];
  expect((await reconcile({ subject: world.trail, signals }, accepting)).outcome).toBe('failed');
});

test('a trail stopped again after each start is started each time, and comes again', async () => {
  const world = stoppedWorld();
  world.meanwhile.observe.push(...Array.from({ length: 9 }, () => () => world.stop()));
  const { outcome, again, taken } = await deliver(world, anEvent());
  expect({ outcome, again }).toEqual({
    outcome: 'failed',
    again: 'It was tampered with again while being restored',
  });
  expect(taken).toHaveLength(4); // the reflex, and three rounds
});

test('an attacker who gives up within the delivery has lost', async () => {
  const world = stoppedWorld();
  world.meanwhile.observe.push(
    () => world.stop(),
    () => world.stop(),
  );
  expect((await deliver(world, anEvent())).outcome).toBe('restored');
  expect(world.status.isLogging).toBe(true);
});

test('a planned change is left alone: not even the reflex leaves', async () => {
  const world = stoppedWorld();
  world.exemptions = [anExemption()];
  const { decision, outcome, taken } = await deliver(world, anEvent());
  expect({ decision: decision.kind, outcome, taken }).toEqual({
    decision: 'exempt',
    outcome: 'unchanged',
    taken: [],
  });
  expect(world.status.isLogging).toBe(false);
});

test('an account that cannot be read is escalated, never compliant, and comes again', async () => {
  const world = stoppedWorld();
  world.obstacles.take.push(aDenial());
  world.obstacles.observe.push(aDenial());
  expect(await deliver(world, anEvent())).toMatchObject({
    outcome: 'escalated',
    techniques: ['stop-logging'],
    severity: 'critical',
    again: 'sts:AssumeRole was denied (AccessDenied)',
  });
});

test('a trail that may be written and not read is started, but is not called restored', async () => {
  const world = stoppedWorld();
  world.obstacles.observe.push(aDenial());
  expect(await deliver(world, anEvent())).toMatchObject({ outcome: 'escalated', taken: [{}] });
  expect(world.status.isLogging).toBe(true);
});

test('a table that does not answer delays no restoration, and the signal comes again', async () => {
  const world = stoppedWorld();
  world.obstacles.recall.push({
    kind: 'unreachable',
    code: 'TimeoutError',
    call: 'dynamodb:Query',
  });
  expect(await deliver(world, anEvent())).toMatchObject({
    outcome: 'restored',
    again: 'dynamodb:Query was not answered (TimeoutError)',
  });
  expect(world.status.isLogging).toBe(true);
});

test('a trail stopped before its first capture is presumed to have logged, and restored', async () => {
  const world = stoppedWorld();
  world.memory = {};
  expect((await deliver(world, anEvent({ eventTime: at(1) }))).outcome).toBe('restored');
  expect(world.status.isLogging).toBe(true);
  expect(world.memory.baseline).toBeUndefined(); // what was presumed is not kept
});

test('a stopped trail that cannot become a baseline is started too, unless the stop was planned', async () => {
  const stopped = (): TrailWorld => {
    const world = stoppedWorld();
    world.memory = {};
    world.rest = { ...world.rest, settings: { ...world.rest.settings, isMultiRegionTrail: false } };
    return world;
  };
  const world = stopped();
  expect((await deliver(world, anEvent({ eventTime: at(1) }))).outcome).toBe('restored');
  const declared = stopped();
  declared.exemptions = [anExemption()];
  await deliver(declared, anEvent({ eventTime: at(1) }));
  expect(declared.taken).toEqual([]);
  expect(declared.status.isLogging).toBe(false);
});

test('a logging trail is captured on first sight, and compliant on the second', async () => {
  const world = new TrailWorld();
  world.memory = {};
  expect((await deliver(world, aCheck())).decision.kind).toBe('capture');
  expect((await deliver(world, aCheck())).decision.kind).toBe('compliant');
});

test("the warden's own StartLogging wakes one look that finds nothing to do", async () => {
  const world = stoppedWorld();
  await deliver(world, anEvent());
  const own = anEvent({ id: 'own', evidence: { eventName: 'StartLogging' } });
  expect(await deliver(world, own)).toMatchObject({
    decision: { kind: 'compliant' },
    outcome: 'unchanged',
    taken: [],
  });
});

test('a Stop that arrives after the Start that undid it changes nothing', async () => {
  const world = stoppedWorld();
  world.start();
  const signals = [anEvent({ id: 'start', evidence: { eventName: 'StartLogging' } }), anEvent()];
  const { findings } = await deliver(world, ...signals);
  expect(world.status.isLogging).toBe(true);
  expect(findings).toMatchObject([{ healed: true }]); // it happened, and is told
});

test("another account's word is a reason to look, not to act", async () => {
  const world = stoppedWorld();
  const { taken, outcome } = await deliver(world, anEvent({ accountId: '999999999999' }));
  expect(outcome).toBe('restored');
  expect(taken).toMatchObject([{ as: 'runbook' }]); // after the look
});

test('a refused attempt on a whole trail is evidence and needs nothing', async () => {
  const world = new TrailWorld();
  const refused = anEvent({ evidence: { errorCode: 'AccessDenied' } });
  const { decision, tampering, taken } = await deliver(world, refused);
  expect({ decision: decision.kind, tampering, taken }).toEqual({
    decision: 'compliant',
    tampering: [],
    taken: [],
  });
});

const deletion = () => anEvent({ id: 'deletion', evidence: { eventName: 'DeleteTrail' } });

test('a deleted trail is made again with everything it had, and logs', async () => {
  const world = new TrailWorld();
  const before = world.rest;
  world.exists = false;
  const { outcome, techniques, windows } = await deliver(world, deletion());
  expect({ outcome, techniques }).toEqual({ outcome: 'restored', techniques: ['delete-trail'] });
  expect(world.rest).toEqual(before);
  expect(world.status.isLogging).toBe(true);
  expect(windows).toMatchObject([
    { from: { at: at(0), source: 'event' }, to: world.status.startedAt },
  ]);
});

/** The trail was deleted and made again by others: all its status knows is a start. */
function madeAgainWorld(isStarted: boolean): TrailWorld {
  const world = new TrailWorld();
  world.pass(1);
  world.status = { isLogging: false };
  if (isStarted) world.start();
  return world;
}

test('a trail that was deleted and made again by others was dark until that one was started', async () => {
  const world = madeAgainWorld(true);
  const { outcome, techniques, windows, taken } = await deliver(world, deletion());
  expect({ outcome, techniques, taken }).toMatchObject({
    ...{ outcome: 'unchanged', techniques: ['delete-trail'], taken: [] },
  });
  expect(windows).toEqual([{ from: { at: at(0), source: 'event' }, to: world.status.startedAt }]);
});

test('a trail that was deleted and made again, and is not started, is dark since it was deleted', async () => {
  const world = madeAgainWorld(false);
  const { outcome, techniques, windows } = await deliver(world, deletion());
  expect({ outcome, techniques }).toEqual({ outcome: 'restored', techniques: ['delete-trail'] });
  expect(windows).toEqual([{ from: { at: at(0), source: 'event' }, to: world.status.startedAt }]);
});

const ownCreation = () => {
  const actor = { type: 'AssumedRole', principal: WARDEN, chain: [WARDEN] };
  return anEvent({ id: 'ours', evidence: { eventName: 'CreateTrail', actor } });
};

test('a trail that is made again and not started yet is found as deleted, not as stopped', async () => {
  for (const signal of [aCheck(), ownCreation()]) {
    const world = new TrailWorld();
    world.status = { isLogging: false };
    const { techniques, findings } = await deliver(world, signal);
    expect(techniques).toEqual(['delete-trail']);
    expect(findings[0]?.sentence).toBe(
      'Trail main was deleted, and is there again without all it had.',
    );
    expect(world.status.isLogging).toBe(true);
  }
});

test('the missing tags of a trail that we made a moment ago are not a technique of their own', async () => {
  const untagged = () => {
    const world = new TrailWorld();
    world.rest = { ...world.rest, tags: {} };
    return world;
  };
  const making = untagged();
  making.memory = { ...making.memory, owedSince: at(0) };
  expect((await deliver(making, aCheck())).techniques).toEqual(['delete-trail']);
  expect((await deliver(untagged(), ownCreation(), aCheck())).techniques).toEqual(['delete-trail']);
  const event = anEvent({ id: 'untagged', evidence: { eventName: 'RemoveTags' } });
  expect((await deliver(untagged(), ownCreation(), event)).techniques).toEqual(['change-tags']);
  const later = untagged();
  later.pass(61);
  expect((await deliver(later, ownCreation(), aCheck())).techniques).toEqual(['change-tags']);
});

test('missing tags of a trail that need not log and never did are change-tags, not a deletion', async () => {
  const world = new TrailWorld();
  const state = { ...aTrailState(), status: { isLogging: false } };
  world.memory = { baseline: aBaseline({ state }) };
  world.status = state.status;
  world.rest = { ...world.rest, tags: {} };
  expect((await deliver(world, aCheck())).techniques).toEqual(['change-tags']);
});

test('a trail that was stopped after it was made again is found as stopped', async () => {
  const world = new TrailWorld();
  world.stop();
  expect((await deliver(world, ownCreation())).techniques).toEqual(['stop-logging']);
});

test('a trail that is made again in part is finished by the next delivery', async () => {
  const world = new TrailWorld();
  const before = world.rest;
  world.exists = false;
  world.obstacles.take.push(undefined, aThrottle()); // CreateTrail went through
  const first = await deliver(world, deletion());
  expect(first).toMatchObject({ outcome: 'failed', again: expect.stringContaining('throttled') });
  const second = await deliver(world, deletion());
  expect(second.outcome).toBe('restored');
  expect(world.rest).toEqual(before);
  expect(world.status.isLogging).toBe(true);
});

test('the warden’s own UpdateTrail is looked at and is not tampering', async () => {
  const world = new TrailWorld();
  const actor = { type: 'AssumedRole', principal: WARDEN, chain: [WARDEN] };
  const own = anEvent({ evidence: { eventName: 'UpdateTrail', actor } });
  const { decision, tampering } = await deliver(world, own);
  expect({ decision: decision.kind, tampering }).toEqual({ decision: 'compliant', tampering: [] });
});

test('a call that an attacker makes in the warden’s name is put back all the same', async () => {
  const world = new TrailWorld();
  world.rest = {
    ...world.rest,
    settings: { ...world.rest.settings, s3BucketName: 'mallory' },
  };
  const actor = { type: 'AssumedRole', principal: WARDEN, chain: [WARDEN] };
  const stolen = anEvent({ evidence: { eventName: 'UpdateTrail', actor } });
  const { outcome, techniques } = await deliver(world, stolen);
  expect({ outcome, techniques }).toEqual({
    outcome: 'restored',
    techniques: ['redirect-delivery'],
  });
});

test('a step that AWS refuses ends the round, because later steps rely on it', async () => {
  const world = new TrailWorld();
  world.exists = false;
  world.obstacles.take.push(aDenial());
  const { taken, outcome } = await deliver(world, deletion());
  expect(taken.map(({ step }) => step.call)).toEqual(['cloudtrail:CreateTrail']);
  expect(outcome).toBe('failed');
});

const deniedIn = (call: string) => ({ kind: 'denied', code: 'AccessDenied', call }) as const;

test('a trail that could not be made takes no further step', async () => {
  const world = new TrailWorld();
  world.exists = false;
  world.obstacles.take.push(deniedIn('cloudtrail:CreateTrail'));
  await deliver(world, deletion());
  expect(world.taken).toEqual([]);
});

test.each([
  ['the role is denied', deniedIn('sts:AssumeRole')],
  ['AWS throttles', { kind: 'throttled', code: 'Throttling', call: 'cloudtrail:UpdateTrail' }],
] as const)('when %s, the account is sent no further step of the round', async (_, why) => {
  const world = new TrailWorld();
  const { settings } = world.rest;
  world.rest = {
    ...world.rest,
    settings: { ...settings, s3BucketName: 'mallory' },
    selectors: { kind: 'basic', selectors: [] },
  };
  world.obstacles.take.push(why);
  await deliver(world, aCheck());
  expect(world.taken).toEqual([]);
});

test('selectors do not wait for a bucket that AWS will not deliver to', async () => {
  const world = new TrailWorld();
  const { settings, selectors } = world.rest;
  world.rest = {
    ...world.rest,
    settings: { ...settings, s3BucketName: 'mallory' },
    selectors: { kind: 'basic', selectors: [] },
  };
  const brokenBucket = {
    kind: 'rejected',
    code: 'InsufficientS3BucketPolicyException',
    call: 'cloudtrail:UpdateTrail',
  } as const;
  world.obstacles.take.push(brokenBucket, brokenBucket); // nor without digests
  const { outcome, again, taken } = await deliver(world, aCheck());
  expect(taken.map(({ step, obstacle }) => [step.call, obstacle?.code])).toEqual([
    ['cloudtrail:UpdateTrail', 'InsufficientS3BucketPolicyException'],
    ['cloudtrail:UpdateTrail', 'InsufficientS3BucketPolicyException'],
    ['cloudtrail:PutEventSelectors', undefined],
  ]);
  expect(world.rest).toMatchObject({ settings: { s3BucketName: 'mallory' }, selectors });
  expect({ outcome, again }).toEqual({
    outcome: 'failed',
    again: 'cloudtrail:UpdateTrail was rejected (InsufficientS3BucketPolicyException)',
  });
});

test('an event reads only the parts that its techniques judge; a check reads all', async () => {
  const world = new TrailWorld();
  const asked: string[][] = [];
  const ports = world.ports();
  const asking: typeof ports = {
    ...ports,
    observe: (subject, parts) => {
      asked.push([...parts].sort());
      return ports.observe(subject, parts);
    },
  };
  const about = (eventName: string) => anEvent({ evidence: { eventName } });
  const signals = [
    anEvent(),
    about('UpdateTrail'),
    about('PutEventSelectors'),
    about('RemoveTags'),
    deletion(),
    aCheck(),
  ];
  for (const signal of signals) {
    await reconcile({ subject: world.trail, signals: [signal] }, asking);
  }
  const all = [...trailParts].sort();
  expect(asked).toEqual([[], [], ['selectors'], ['tags'], all, all]);
});

test('a first sight reads every part, also for an event that needs few', async () => {
  const world = new TrailWorld();
  world.memory = {};
  await deliver(world, anEvent({ evidence: { eventName: 'StartLogging' } }));
  expect(Object.keys(world.memory.baseline?.state ?? {})).toEqual(
    expect.arrayContaining([...trailParts]),
  );
});

test('reconcile rejects when its result cannot be recorded, so that the signal comes again', async () => {
  const world = stoppedWorld();
  world.obstacles.record.push({ kind: 'unreachable', code: 'TimeoutError', call: 'dynamodb:…' });
  await expect(deliver(world, anEvent())).rejects.toThrow('TimeoutError');
  expect(world.status.isLogging).toBe(true); // restored first, all the same
});

test('a stop between two looks that raised no event is found by the second', async () => {
  const world = stoppedWorld();
  await deliver(world, anEvent());
  world.stop();
  world.start();
  expect((await deliver(world, aCheck())).findings).toMatchObject([{ healed: true }]);
  expect((await deliver(world, aCheck())).decision.kind).toBe('compliant');
});

test('a redirect is told with its bucket, from the call until it was put back', async () => {
  const world = new TrailWorld();
  const { settings } = world.rest;
  world.rest = { ...world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  const event = anEvent({ evidence: { eventName: 'UpdateTrail' } });
  const told = {
    ...{ technique: 'redirect-delivery', part: 'settings' },
    what: 'its files went to s3://mallory/organization',
    from: { at: at(0), source: 'event' },
  };
  world.obstacles.take.push(aThrottle());
  expect((await deliver(world, event)).blindInPart).toEqual([told]);
  const { blindInPart, taken, windows } = await deliver(world, event);
  expect(windows).toEqual([]);
  expect(blindInPart).toEqual([{ ...told, to: { at: taken[0]?.answeredAt, source: 'clock' } }]);
  expect(await deliver(world, event)).not.toHaveProperty('blindInPart');
});

test('a changed key is told as a time in part blind; a removed key is not', async () => {
  const world = new TrailWorld();
  const { settings } = world.rest;
  const kmsKeyId = 'arn:aws:kms:us-east-1:999988887777:key/mallory';
  const event = anEvent({ evidence: { eventName: 'UpdateTrail' } });
  world.rest = { ...world.rest, settings: { ...settings, kmsKeyId } };
  const { blindInPart, taken, windows } = await deliver(world, event);
  const told = {
    ...{ technique: 'change-key', part: 'settings' },
    what: `its files were encrypted with ${kmsKeyId}`,
    from: { at: at(0), source: 'event' },
    to: { at: taken[0]?.answeredAt, source: 'clock' },
  };
  expect([windows, blindInPart]).toEqual([[], [told]]);
  const { kmsKeyId: _, ...without } = settings;
  world.rest = { ...world.rest, settings: without };
  const { findings, ...look } = await deliver(world, aCheck());
  expect(findings).toMatchObject([{ technique: 'change-key' }]);
  expect(look).not.toHaveProperty('blindInPart');
});

test.each([
  ['denied', aDenial()],
  ['throttled', aThrottle()],
])(
  'a redirect that could not be put back is not over when the look after it was %s',
  async (_, why) => {
    const world = new TrailWorld();
    const { settings } = world.rest;
    world.rest = { ...world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
    const event = anEvent({ evidence: { eventName: 'UpdateTrail' } });
    world.obstacles.take.push(aDenial());
    world.obstacles.observe.push(undefined, why);
    const { observation, blindInPart } = await deliver(world, event);
    expect(observation.kind).toBe('unreachable');
    expect(world.rest.settings.s3BucketName).toBe('mallory');
    expect(blindInPart).toEqual([expect.not.objectContaining({ to: expect.anything() })]);
  },
);

test('a redirect counts as ended only when a look has read it', async () => {
  const world = new TrailWorld();
  const { settings } = world.rest;
  world.rest = { ...world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  world.obstacles.observe.push(undefined, aDenial());
  const { blindInPart } = await deliver(world, aCheck());
  expect(world.rest.settings).toEqual(settings);
  expect(blindInPart).toEqual([expect.not.objectContaining({ to: expect.anything() })]);
});

test('a redirect that others end after our step was refused ends with the look that no longer finds it', async () => {
  const world = new TrailWorld();
  const { settings } = world.rest;
  const redirect = () => {
    world.rest = { ...world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  };
  redirect();
  // Our first step is taken, undone before the look after it, and the second one is refused.
  world.obstacles.take.push(undefined, aDenial());
  world.meanwhile.observe.push(
    () => undefined,
    redirect,
    () => {
      world.rest = { ...world.rest, settings };
    },
  );
  const event = anEvent({ evidence: { eventName: 'UpdateTrail' } });
  const { observation, blindInPart } = await deliver(world, event);
  expect(blindInPart).toMatchObject([{ to: { at: observation.observedAt } }]);
});

test('a check that cannot ask the table says so, and does not blame the trail', async () => {
  const world = stoppedWorld();
  world.obstacles.recall.push({
    kind: 'unreachable',
    code: 'TimeoutError',
    call: 'dynamodb:Query',
  });
  expect(await deliver(world, aCheck())).toMatchObject({
    decision: { kind: 'escalate', why: 'What it must be could not be read from the table.' },
    again: 'dynamodb:Query was not answered (TimeoutError)',
  });
});

test('a trail that is made again is owed its whole baseline in the table until a look finds it whole', async () => {
  const world = new TrailWorld();
  const before = world.rest;
  world.exists = false;
  const owed: (string | undefined)[] = [];
  const ports = world.ports();
  const noting = {
    ...ports,
    take: async (step: Parameters<typeof ports.take>[0]) => {
      owed.push(world.memory.owedSince && step.call);
      return ports.take(step);
    },
  };
  world.obstacles.take.push(undefined, aDenial());
  world.rest = { ...before, insights: [] };
  const work = { subject: world.trail, signals: [deletion()] };
  const first = await reconcile(work, noting);
  expect(owed).toEqual(expect.arrayContaining(['cloudtrail:CreateTrail']));
  expect(owed).not.toContain(undefined); // noted before anything was sent
  if (first.again) await reconcile({ ...work, signals: [aCheck()] }, noting);
  expect(world.rest).toEqual(before);
  expect(world.memory.owedSince).toBeUndefined();
});

/** A trail that logs, and whose only stop is part of the accepted state. */
function worldWithAnOldStop(): TrailWorld {
  const world = new TrailWorld();
  world.status = { ...world.status, stoppedAt: { at: at(-90_000), source: 'GetTrailStatus' } };
  const state = { ...world.rest, status: world.status };
  world.memory = { baseline: aBaseline({ subject: world.trail, state }) };
  return world;
}

test('a stop that our reflex answered is told, even if no look shows it', async () => {
  const world = worldWithAnOldStop();
  const look = await deliver(world, anEvent());
  expect(look).toMatchObject({
    taken: [{ as: 'reflex' }],
    techniques: ['stop-logging'],
    windows: [{ from: { at: at(0), source: 'event' }, to: { source: 'clock' } }],
  });
  expect(world.recorded).toHaveLength(1);
  expect(look).not.toHaveProperty('isUnplaced');
});

const GONE = { kind: 'unreachable', code: 'TimeoutError', call: 'dynamodb:UpdateItem' } as const;
const check = (world: TrailWorld) => ({ subject: world.trail, signals: [aCheck()] });

/** The looks of ended deliveries that this one wrote down. */
async function lateIn(world: TrailWorld, work = check(world)) {
  const before = world.recorded.length;
  await reconcile(work, world.ports());
  return world.recorded.slice(before).filter(({ isLate }) => isLate);
}

test('what was put back and could not be written down is told once, by the next delivery', async () => {
  const world = new TrailWorld();
  world.rest = { ...world.rest, settings: { ...world.rest.settings, s3BucketName: 'mallory' } };
  world.obstacles.record.push(GONE);
  await expect(reconcile(check(world), world.ports())).rejects.toThrow('TimeoutError');
  expect(world.rest.settings.s3BucketName).not.toBe('mallory');
  const since = [...world.notes.keys()];
  const told = await lateIn(world);
  expect(told).toMatchObject([
    {
      findings: [{ technique: 'redirect-delivery', actual: 'mallory' }],
      techniques: ['redirect-delivery'],
      blindInPart: [{ what: expect.stringContaining('mallory'), to: expect.anything() }],
      outcome: 'unchanged',
    },
  ]);
  expect(told.map(({ startedAt }) => startedAt)).toEqual(since);
  expect([world.notes.size, world.memory.isMending]).toEqual([0, undefined]);
  expect(await lateIn(world)).toEqual([]);
});

test('a delivery that may be at work is left to write down what it found, and its event comes again', async () => {
  const world = new TrailWorld();
  world.rest = { ...world.rest, settings: { ...world.rest.settings, s3BucketName: 'mallory' } };
  const event = anEvent({ id: 'update', evidence: { eventName: 'UpdateTrail' } });
  const work = { subject: world.trail, signals: [event] };
  const { memory } = world;
  await expect(reconcile(work, world.killed())).rejects.toThrow('killed');
  world.memory = memory; // of another environment, a minute old
  expect(await reconcile(work, world.ports())).toMatchObject({
    findings: [],
    isUnplaced: true,
    isAtWork: true,
  });
  world.pass(60);
  expect(await lateIn(world, work)).toMatchObject([{ techniques: ['redirect-delivery'] }]);
});

test('what memory says of notes may be old: what another delivery wrote down is not told', async () => {
  const world = new TrailWorld();
  world.memory = { ...world.memory, isMending: true };
  expect(await lateIn(world)).toEqual([]);
});

test('an event is not said to have changed nothing while the notes cannot be read', async () => {
  const world = new TrailWorld();
  const event = anEvent({ id: 'update', evidence: { eventName: 'UpdateTrail' } });
  const ports = { ...world.ports(), notes: async () => undefined };
  expect(await reconcile({ subject: world.trail, signals: [event] }, ports)).toMatchObject({
    isUnplaced: true,
    isAtWork: true,
  });
});

test('of many notes a look tells a few, and the next look tells more', async () => {
  const world = new TrailWorld();
  for (let note = 1; note <= 8; note += 1) {
    const since = at(-600 - note);
    const found = [aFinding('redirect-delivery', { actual: `mallory-${note}` })];
    world.notes.set(since, { since, found, windows: [], blindInPart: [] });
  }
  world.memory = { ...world.memory, isMending: true };
  for (const told of [5, 3, 0]) {
    expect(await lateIn(world)).toHaveLength(told);
  }
});

test('what several killed deliveries put back is told, each at its own time', async () => {
  const world = new TrailWorld();
  const { settings } = world.rest;
  for (const change of [
    { s3BucketName: 'mallory-1' },
    { s3BucketName: 'mallory-2' },
    { logFileValidationEnabled: false },
  ]) {
    world.rest = { ...world.rest, settings: { ...settings, ...change } };
    await expect(reconcile(check(world), world.killed())).rejects.toThrow('killed');
    expect(world.rest.settings).toEqual(settings);
    world.pass(10);
  }
  world.pass(60);
  world.rest = { ...world.rest, settings: { ...settings, isMultiRegionTrail: false } };
  const late = await lateIn(world);
  expect(late.flatMap(({ findings }) => findings.map(({ actual }) => actual))).toEqual([
    'mallory-1',
    'mallory-2',
    'off',
  ]);
  expect(new Set(late.map(({ startedAt }) => startedAt)).size).toBe(3);
  expect(world.recorded.at(-1)?.techniques).toEqual(['narrow-regions']);
});

test('what each round of a killed delivery found is told', async () => {
  const world = new TrailWorld();
  const { settings } = world.rest;
  world.rest = { ...world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  world.meanwhile.take.push(() => {
    world.rest = { ...world.rest, settings: { ...world.rest.settings, isMultiRegionTrail: false } };
  });
  world.meanwhile.take.push(() => {
    world.rest = { ...world.rest, settings: { ...settings, logFileValidationEnabled: false } };
  });
  await expect(reconcile(check(world), world.killed())).rejects.toThrow('killed');
  world.pass(60);
  const [late] = await lateIn(world);
  expect(late?.techniques).toEqual(
    expect.arrayContaining(['redirect-delivery', 'turn-off-validation']),
  );
});

test('of a killed delivery that started the trail too, everything is told: the bucket, and a deletion with its dark time', async () => {
  const redirected = stoppedWorld();
  const { settings } = redirected.rest;
  redirected.rest = { ...redirected.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  const deleted = new TrailWorld();
  deleted.exists = false;
  for (const [world, wanted] of [
    [redirected, 'redirect-delivery'],
    [deleted, 'delete-trail'],
  ] as const) {
    await expect(reconcile(check(world), world.killed())).rejects.toThrow('killed');
    world.pass(60);
    const [late] = await lateIn(world);
    expect(late).toMatchObject({ techniques: [wanted], outcome: 'unchanged' });
    expect(late?.windows).toHaveLength(1);
    expect(late?.windows[0]?.to?.at).toBe(world.status.startedAt?.at);
  }
});

test.each([at(-600), '2099-01-01T00:00:00.000Z'])(
  'a note of %s keeps nothing back, and is told',
  async (since) => {
    const world = new TrailWorld();
    const found = [aFinding('redirect-delivery')];
    world.notes.set(since, { since, found, windows: [], blindInPart: [] });
    world.memory = { ...world.memory, isMending: true };
    expect(await lateIn(world)).toMatchObject([{ techniques: ['redirect-delivery'] }]);
    expect(world.notes.size).toBe(0);
  },
);

test('a second stop of a stopped trail is dark until the trail was started, even if our step waits long', async () => {
  const world = stoppedWorld();
  const { stoppedAt } = world.status;
  world.pass(4);
  world.start();
  world.memory = { ...world.memory, plannedUntil: stoppedAt?.at ?? '' };
  world.meanwhile.take.push(() => world.pass(9)); // others take the one StartLogging a second
  const { windows } = await deliver(world, anEvent({ id: 'idle', eventTime: at(3) }));
  expect(windows).toEqual([{ from: { at: at(3), source: 'event' }, to: world.status.startedAt }]);
});

test('a stop that is accounted for is not told anew when its event comes again', async () => {
  const world = worldWithAnOldStop();
  world.memory = { ...world.memory, plannedUntil: at(0.5) }; // the event says whole seconds
  expect(await deliver(world, anEvent())).toMatchObject({ findings: [], outcome: 'unchanged' });
  const refused = worldWithAnOldStop();
  refused.obstacles.take.push(aDenial());
  expect((await deliver(refused, anEvent())).findings).toEqual([]);
});

test('a step whose answer was lost and whose effect is read back is ours', async () => {
  const world = stoppedWorld();
  const ports = world.ports();
  const losing = {
    ...ports,
    take: async (step: Parameters<typeof ports.take>[0]) => {
      await ports.take(step);
      return { obstacle: { kind: 'unreachable', code: 'TimeoutError', call: step.call } } as const;
    },
  };
  const work = { subject: world.trail, signals: [anEvent()] };
  expect(await reconcile(work, losing)).toMatchObject({ outcome: 'restored' });
});

test('a new trail that does not log is one incident, which names its maker', async () => {
  const world = new TrailWorld();
  world.memory = {};
  world.stop();
  const made = anEvent({ id: 'made', evidence: { eventName: 'CreateTrail' } });
  const { decision, tampering, techniques } = await deliver(world, made, made);
  expect(decision).toMatchObject({ kind: 'escalate' });
  expect(tampering.map(({ id }) => id)).toEqual(['made']);
  expect(techniques).toEqual(['CT-14']);
});

test('a fit trail that is made while a guarded one is gone is told with its maker, and becomes no baseline', async () => {
  const world = new TrailWorld();
  world.memory = {};
  const ports = world.ports();
  const lost = aBaseline({ subject: { ...world.trail, id: `${world.trail.id}-lost` } });
  const made = anEvent({ id: 'made', evidence: { eventName: 'CreateTrail' } });
  const { decision, tampering, techniques } = await reconcile(
    { subject: world.trail, signals: [made] },
    {
      ...ports,
      recall: async (...asked) => {
        const known = await ports.recall(...asked);
        if (known.kind !== 'known') return known;
        const subjects = { ...known.subjects, [subjectKey(lost.subject)]: { baseline: lost } };
        return { ...known, subjects };
      },
      observe: async (subject, parts) =>
        subject.id === lost.subject.id
          ? { kind: 'absent', subject, observedAt: world.now().toISOString() }
          : ports.observe(subject, parts),
    },
  );
  expect(decision).toMatchObject({
    kind: 'escalate',
    why: expect.stringContaining(`${lost.subject.id} is guarded and gone`),
  });
  expect(tampering.map(({ id }) => id)).toEqual(['made']);
  expect(techniques).toEqual(['CT-14']);
});

const CREATED = { id: 'made', evidence: { eventName: 'CreateTrail' } };

/** Made at second 0, and never started. */
function newWorld(): TrailWorld {
  const world = new TrailWorld();
  world.memory = {};
  world.status = { isLogging: false };
  return world;
}

const look = (startedAt: string) => ({ ...aCheck(), watch: { startedAt, look: 0 } }) as Signal;

test('a trail that was made a moment ago gets a minute to be started, and then is told', async () => {
  const world = newWorld();
  expect(await deliver(world, anEvent(CREATED))).toMatchObject({
    decision: { kind: 'compliant' },
    tampering: [],
  });
  world.pass(30);
  expect((await deliver(world, look(at(0)))).decision.kind).toBe('compliant');
  world.pass(30);
  for (const late of [look(at(0)), anEvent(CREATED)]) {
    expect((await deliver(world, late)).decision.kind).toBe('escalate');
  }
});

test('a new trail gets no time to be started when a check finds it, or when it was stopped', async () => {
  expect((await deliver(newWorld(), aCheck())).decision.kind).toBe('escalate');
  const world = newWorld();
  world.stop();
  expect((await deliver(world, anEvent(CREATED))).decision.kind).toBe('escalate');
});

test('the calls of a console while it makes a trail are no tampering; the same calls later are', async () => {
  const insights = anEvent({ id: 'insights', evidence: { eventName: 'PutInsightSelectors' } });
  const world = newWorld();
  world.start();
  expect(await deliver(world, anEvent(CREATED), insights)).toMatchObject({
    decision: { kind: 'capture' },
    tampering: [],
  });
  world.memory = {};
  world.pass(60);
  expect(await deliver(world, anEvent(CREATED), insights)).toMatchObject({
    tampering: [{ id: 'insights' }],
  });
});

test('a fit new trail is captured, and making it was no tampering', async () => {
  const world = new TrailWorld();
  world.memory = {};
  const made = anEvent({ id: 'made', evidence: { eventName: 'CreateTrail' } });
  const { decision, tampering } = await deliver(world, made);
  expect({ decision, tampering }).toEqual({ decision: { kind: 'capture' }, tampering: [] });
});

test('tampering with one of our own roles is escalated even after it was put back', async () => {
  const world = stoppedWorld();
  const ports = { ...world.ports(), whose: () => 'impostor' as const };
  const look = await reconcile({ subject: world.trail, signals: [anEvent()] }, ports);
  expect(world.status.isLogging).toBe(true);
  expect(look).toMatchObject({
    outcome: 'escalated',
    severity: 'critical',
    techniques: ['become-guard', 'stop-logging'],
    tampering: [{ id: 'event-1' }],
  });
});

test('a call whose origin cannot be read comes again, and the stop beside it is answered now', async () => {
  const world = stoppedWorld();
  const update = anEvent({ id: 'update', evidence: { eventName: 'UpdateTrail' } });
  const ports = {
    ...world.ports(),
    whose: ({ id }: { readonly id: string }) =>
      id === 'update' ? Promise.resolve('unknown' as const) : ('stranger' as const),
  };
  const look = await reconcile({ subject: world.trail, signals: [update, anEvent()] }, ports);
  expect(world.taken[0]).toBe('cloudtrail:StartLogging');
  expect(look.tampering.map(({ id }) => id)).toEqual(['event-1']);
  expect(look.again).toBe('Whether a call was our own could not be read from the table');
});
