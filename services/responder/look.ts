import type { SqsRecord } from '../../shared/aws/sqs-event';
import { isBeingFought } from '../../shared/domain/happening';
import { describeObstacle, type Obstacle } from '../../shared/domain/obstacle';
import type { Place } from '../../shared/domain/place';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import { type Subject, type SubjectKind, subjectKey } from '../../shared/domain/subject';
import { isUnread } from '../../shared/domain/unread';
import { parseWardenArn } from '../../shared/domain/warden-arn';
import type { Watch } from '../../shared/domain/watch';
import { type Ports, reconcile } from '../../shared/restore/reconcile';
import { isLeftToADeepLook, isLight } from '../../shared/restore/reflex';
import { prerequisitesOf } from '../../shared/signal/protected';
import { type Again, comeAgain, lookAgain, lookOnceMore } from './come-again';
import { noteCoverage } from './coverage';
import { beatFrom } from './heartbeat';
import { logReconciliation, logSignal } from './log';
import type { SeenPlace } from './notes';
import type { Responder } from './responder';
import type { Watched } from './watch-places';

/** A subject, why it is looked at, and the messages that say so. */
export interface Work {
  readonly subject: Subject;
  readonly signals: readonly Signal[];
  readonly records: ReadonlySet<SqsRecord>;
}

/** What one batch came to, as it goes on. */
export interface Batch {
  readonly responder: Responder;
  readonly again: Again;
  /** Every look, also one that could not be written down: what it found wrong may have hidden more. */
  readonly looks: Reconciliation[];
  /** Where a part of ours was struck: the last look around each such place. */
  readonly around: Map<string, Promise<void>>;
  /** Places of which everything was read. */
  readonly seen: SeenPlace[];
  /** Looks of a series, and the messages that brought them. */
  readonly watched: (Watched & Pick<Work, 'records'>)[];
}

/** Looks at a subject and puts back what differs. Its messages come again where that was not done, or not written down. */
export async function look(
  { subject, signals, records }: Work,
  { responder, again, looks }: Batch,
): Promise<Reconciliation | undefined> {
  try {
    const looked = await lookWithNeeds({ subject, signals }, responder, (one) => looks.push(one));
    for (const signal of signals) logSignal(signal, responder.log);
    const { again: why, observation } = looked;
    const met = observation.kind === 'unreachable' && { met: observation.why };
    const isFought = isBeingFought(looked);
    if (why) lookAgain(again, { records, signals, why, isFought, ...met });
    else if (looked.isUnplaced && !lookOnceMore(again, records, looked.isAtWork ? 4 : 1)) {
      await responder.recordUnseen(looked);
    }
    return looked;
  } catch (error) {
    comeAgain(again, records, `${subject.id} was looked at but not recorded`, { error });
    return undefined;
  }
}

/**
 * A trail cannot be put back while its bucket or its key is broken, and an organization's trail not
 * before CloudTrail is trusted again: what AWS asks for is put back first, in the same delivery. And
 * what was lost with trusted access does not come back with it: the trails are looked at afterwards.
 */
export async function lookWithNeeds(
  work: Omit<Work, 'records'>,
  responder: Responder,
  /** Told of every look, also of those at what was needed. */
  seen: (look: Reconciliation) => void = () => undefined,
): Promise<Reconciliation> {
  const { subject, signals } = work;
  const { ports } = responder;
  const record: Ports['record'] = (look) => {
    seen(look);
    if (look.isLate) logReconciliation(look, responder.log);
    return ports.record(look);
  };
  const reconciled = async (what: Omit<Work, 'records'>) => {
    const reconciliation = await reconcile(what, { ...ports, record });
    logReconciliation(reconciliation, responder.log);
    return reconciliation;
  };
  const first = await reconciled(work);
  const because = (why: string): Signal[] => [lookBecause(first, why)];
  if (subject.kind === 'membership' && first.outcome === 'restored') {
    const trails = await responder.trailsOf(subject.accountId);
    const signals = because('trusted access was restored');
    await Promise.all(trails.map((trail) => reconciled({ subject: trail, signals })));
  }
  const needed = prerequisitesOf(first, responder.protectedIn(subject));
  if (needed.length === 0 || subject.kind !== 'trail') return first;
  const signalsOfNeed = because(`${subject.id} needs it`);
  await Promise.all(needed.map((need) => reconciled({ subject: need, signals: signalsOfNeed })));
  return reconciled({ subject, signals });
}

const lookBecause = ({ subject, startedAt }: Reconciliation, because: string): Signal => ({
  kind: 'check',
  id: `${subjectKey(subject)}@${startedAt}`,
  accountId: subject.accountId,
  region: subject.region,
  by: because,
  receivedAt: startedAt,
});

/** A place in which everything is looked at: of checks, and of events that name no subject. */
export interface PlaceWork extends Omit<Work, 'subject'>, Place {}

/**
 * A batch of checks is forty places of thirty calls each. Made all at once they wait for the processor
 * and for sockets longer than a call may take, and accounts that answer look as if they did not.
 */
const PLACES_AT_A_TIME = 16;

/** First the places where something happened: the others are only due. */
export function lookAroundAll(places: Iterable<PlaceWork>, batch: Batch): Promise<void> {
  const hasEvent = ({ signals }: PlaceWork) => signals.some(isEvent);
  const eventsFirst = [...places].sort(
    (one, other) => Number(hasEvent(other)) - Number(hasEvent(one)),
  );
  return aFewAtATime(PLACES_AT_A_TIME, eventsFirst, (place) =>
    lookAround(place, batch).catch((error: unknown) => {
      const what = `${place.accountId} ${place.region} was not looked at`;
      comeAgain(batch.again, place.records, what, { error });
    }),
  );
}

/** Works on all of them, so many at once: one that is slow keeps one place, and the others go on. */
export async function aFewAtATime<T>(
  count: number,
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = all.values();
  const worker = async (): Promise<void> => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(count, all.length) }, worker));
}

interface Together {
  readonly keys: Set<string>;
  readonly looked: Promise<unknown>[];
}

/**
 * Parts of ours whose places are looked at together, once all of them are put back. A role may take us long, because
 * an intruder can fill it with policies: it holds up neither a rule nor another account.
 */
export function struckTogether(
  inOrder: readonly { readonly subject: Subject }[],
  named: readonly Promise<unknown>[],
): readonly Together[] {
  const groups = new Map<string, Together>();
  for (const [index, { subject }] of inOrder.entries()) {
    const look = named[index];
    if (subject.kind !== 'warden' || !look) continue;
    const key = `${subject.accountId}/${parseWardenArn(subject.id)?.kind}`;
    const group = groups.get(key) ?? { keys: new Set(), looked: [] };
    group.keys.add(subjectKey(subject));
    group.looked.push(look);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * A part of ours was not what it must be, so what was done there meanwhile may never have been told: everything in
 * its reach is looked at now that it is put back. No message waits for that; a watch goes on with it.
 */
export async function lookWhereStruck(batch: Batch, keys: ReadonlySet<string>): Promise<void> {
  const { responder } = batch;
  const looks = batch.looks.filter(({ subject }) => keys.has(subjectKey(subject)));
  if (!looks.some(({ subject, findings }) => subject.kind === 'warden' && findings.length > 0))
    return;
  const { placesStruck } = await responder.watchPlaces();
  const receivedAt = responder.ports.now().toISOString();
  const places = placesStruck(looks, responder.watching).map(({ accountId, region }): PlaceWork => {
    const id = `struck/${accountId}/${region}/${receivedAt}`;
    const by = 'a part of ours that was struck';
    const signal: Signal = { kind: 'check', id, accountId, region, by, receivedAt };
    return { accountId, region, signals: [signal], records: new Set() };
  });
  await Promise.all(
    places.map((place) => {
      const key = `${place.accountId}/${place.region}`;
      // What was done since the look that is under way is seen by the next; two at once would only be in each other's way.
      const before = batch.around.get(key) ?? Promise.resolve();
      const after = before.then(() => lookAroundAll([place], batch));
      batch.around.set(key, after);
      return after;
    }),
  );
}

async function lookAround(place: PlaceWork, batch: Batch): Promise<void> {
  const { accountId, region, records } = place;
  const { responder, again, watched, seen } = batch;
  const at = responder.ports.now().toISOString();
  const watch = await watchAsked(place, responder);
  let signals = place.signals.filter((signal) => !isStale(signal, watch));
  if (signals.length === 0) return;
  if (signals.every(isBeatAlone)) {
    // One that waited so long is asked for anew: a queue that was full is not emptied into CloudTrail.
    if ([...records].every((record) => sentBefore(record, at, BEAT_OLD_MS))) return;
    const sent = await beatFrom({ accountId, region }, records, responder, again);
    // An intruder who has it refused would otherwise not be found by it.
    if (sent?.kind !== 'unsent' || !sent.isNew) return;
    signals = signals.map(withLook);
  }
  const { subjects, missed, unlisted, memory } = await responder.subjectsIn(accountId, region);
  const looks: (Reconciliation | undefined)[] = [];
  // This responder has no session there any more; another may. It is no news that none is given.
  if (watch?.departedAt && missed?.kind === 'denied' && !signals.some(isEvent)) {
    watched.push({ watch, looks, missed, records });
    return;
  }
  for (const met of [missed, unlisted]) {
    if (!met) continue;
    const why = describeObstacle(met);
    responder.log({ kind: 'unlisted', accountId, region, why, met: met.kind });
    lookAgain(again, { records, signals, why, met, isUnseen: true });
  }
  // A few at a time: what is there shares the account's quotas, and the connections of one client.
  const wanted = subjects
    .filter(({ kind }) => signals.some((signal) => isFor(signal, kind)))
    .filter(({ kind }) => signals.some(isEvent) || isWorthAsking(kind, missed))
    .filter((subject) => !isLeftToADeepLook(subject, signals, memory));
  for (let first = 0; first < wanted.length; first += SUBJECTS_AT_A_TIME) {
    const some = wanted.slice(first, first + SUBJECTS_AT_A_TIME);
    looks.push(
      ...(await Promise.all(some.map((subject) => look({ subject, signals, records }, batch)))),
    );
  }
  const isSeen = looks.every((one) => one && !isUnread(one));
  if (!missed && wanted.length === subjects.length && isSeen && !signals.every(isLight)) {
    seen.push({ accountId, region, at, isWatched: watch !== undefined });
  }
  if (watch) watched.push({ watch, looks, missed, records });
  const coverage = await noteCoverage(
    { accountId, region, signals, records, looks, ...(missed && { missed }) },
    responder,
    again,
  );
  if (!signals.some(wantsBeat)) return;
  const beating = { accountId, region, ...(missed && { missed }), ...(coverage && { coverage }) };
  await beatFrom(beating, records, responder, again);
}

const SUBJECTS_AT_A_TIME = 8;

/** The watch of this place, where a message asks for the look that is next in it. */
async function watchAsked(place: PlaceWork, { watching }: Responder): Promise<Watch | undefined> {
  if (!place.signals.some(({ kind, ...signal }) => 'watch' in signal)) return undefined;
  const watch = await watching.of(place);
  if (!place.signals.some((signal) => asksFor(signal, watch))) return undefined;
  if (!watch?.isLeft) return watch;
  await watching.leave(watch);
  return undefined;
}

const asksFor = (signal: Signal, watch: Watch | undefined): boolean =>
  signal.kind === 'check' &&
  signal.watch !== undefined &&
  signal.watch.startedAt === watch?.startedAt &&
  signal.watch.look === watch.look;

/** A message of a series that has begun anew, ended, or gone on without it asks for nothing any more. */
const isStale = (signal: Signal, watch: Watch | undefined): boolean =>
  signal.kind === 'check' && signal.watch !== undefined && !asksFor(signal, watch);

const wantsBeat = (signal: Signal): boolean => signal.kind === 'check' && signal.heartbeat === true;

/** No look is wanted of the place: a beat costs it one record. */
const isBeatAlone = (signal: Signal): boolean =>
  wantsBeat(signal) && signal.kind === 'check' && signal.kinds?.length === 0;

/** All of the place, and no second beat. */
function withLook(signal: Signal): Signal {
  if (signal.kind === 'event') return signal;
  const { kinds: _, heartbeat: __, isLight: ___, ...whole } = signal;
  return whole;
}

const BEAT_OLD_MS = 2 * 60_000;

const sentBefore = ({ attributes }: SqsRecord, at: string, ms: number): boolean =>
  Date.parse(at) - Number(attributes.SentTimestamp) > ms;

const isEvent = ({ kind }: Signal): boolean => kind === 'event';

/**
 * Where a check could not list the trails, it comes again, and does not ask now what would not be
 * answered either: each such question holds the whole batch for seconds. A quota that another caller uses up is
 * CloudTrail's alone, so it hides nothing else; an event is worth every question.
 */
const isWorthAsking = (kind: SubjectKind, missed: Obstacle | undefined): boolean =>
  missed?.kind !== 'unreachable' && (missed?.kind !== 'throttled' || kind !== 'trail');

const isFor = (signal: Signal, kind: SubjectKind): boolean =>
  signal.kind === 'event' || !signal.kinds || signal.kinds.includes(kind);
