import type { SqsBatchResponse, SqsRecord } from '../../shared/aws/sqs-event';
import { isBeingFought } from '../../shared/domain/happening';
import { type ClaimedBeat, claimedBeat } from '../../shared/domain/heartbeat';
import { describeObstacle, type Obstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { type EventSignal, type Signal, succeeded } from '../../shared/domain/signal';
import { type Subject, type SubjectKind, subjectKey } from '../../shared/domain/subject';
import { isUnread } from '../../shared/domain/unread';
import type { Watch } from '../../shared/domain/watch';
import { parseSignal } from '../../shared/signal/parse-signal';
import { aFewAtATime } from './a-few-at-a-time';
import { fingerprintOf, withoutCopies } from './copies';
import { beatFrom, type CameIn, hearBeat, isDeniedBeat } from './heartbeats';
import { logSignal } from './log-reconciliation';
import { lookAgain, lookOnceMore } from './look-again';
import { noteCoverage } from './note-coverage';
import type { SeenPlace } from './note-unread';
import { reconcileWithNeeds } from './reconcile-with-needs';
import type { Responder } from './responder';
import {
  type Again,
  comeBack,
  isAboutTrails,
  mayBeReported,
  messageOf,
  noteAttempts,
  reportAll,
  setAside,
  type Told,
} from './tell';
import type { Watched } from './watch-places';

interface Work {
  readonly subject: Subject;
  readonly signals: Signal[];
  readonly records: Set<SqsRecord>;
}

/** A place to look around in: checks, and events that name no subject. */
interface Place extends Omit<Work, 'subject'> {
  readonly accountId: string;
  readonly region: string;
}

/**
 * One batch. Records about the same subject cost one restoration; each subject stands alone, so an
 * account that cannot be reached delays nobody else's. A record is done when everything it made us
 * look at is dealt with.
 */
export async function respond(
  records: readonly SqsRecord[],
  responder: Responder,
): Promise<SqsBatchResponse> {
  const again: Again = new Map();
  const batch: Batch = { responder, again, looks: [], watched: [], seen: [] };
  const work = new Map<string, Work>();
  const add = (subject: Subject, signal: Signal, record: SqsRecord): void => {
    const key = subjectKey(subject);
    const entry = work.get(key) ?? { subject, signals: [], records: new Set() };
    entry.signals.push(signal);
    entry.records.add(record);
    work.set(key, entry);
  };
  const places = new Map<string, Place>();
  const refused: Refused[] = [];
  const failed: Told[] = [];
  const beats: CameIn[] = [];
  const happened: Told[] = [];

  const { once, copies } = withoutCopies(records.map((record) => sort(record, responder)));
  for (const copy of [...copies.values()].flat()) {
    if (copy.kind === 'signal') logSignal(copy.signal, responder.log);
  }
  for (const sorted of once) {
    if (sorted.kind === 'refused') refused.push(sorted);
    if (sorted.kind !== 'signal') continue;
    const { record, signal, subjects, claimed, reports } = sorted;
    if (reports) happened.push({ signal: reports, record });
    if (claimed) beats.push({ claimed, record });
    else if (sorted.isOwnDeniedBeat) logSignal(signal, responder.log);
    else if (signal.kind === 'event' && !succeeded(signal)) failed.push({ signal, record });
    else if (subjects.length > 0) for (const subject of subjects) add(subject, signal, record);
    else if (isAboutTrails(signal)) for (const one of placesOf(signal)) addTo(places, one, record);
    else logSignal(signal, responder.log); // of a service we hear for what is protected, and this is not
  }
  const inOrder = [...work.values()].sort((one, other) => urgency(other) - urgency(one));
  for (const { subject } of inOrder) responder.prepare(subject);
  const named = inOrder.map((entry) => doWork(entry, batch));

  const isOurs = inOrder.map(({ subject }) => subject.kind === 'warden');

  const worked = once.map(({ record }) => record);
  const looked = Promise.all([
    ...named,
    // Only now what may wait: messages that name no subject, and those that never will.
    lookAroundAll(eventsFirst(places), batch),
    Promise.all(named.filter((_, index) => isOurs[index])).then(() => lookWhereStruck(batch)),
  ]);
  const untold: Again = new Map();
  await Promise.all([
    // What is told may take long, and a next look is due in seconds.
    looked.then(() => noteUnread(worked, batch)).then(() => watchOn(worked, batch)),
    ...refused.map((entry) => setAside(entry, responder, again)),
    noteAttempts(failed, responder, again),
    Promise.all(named).then(() => reportAll(happened, responder, untold)),
    Promise.all(named).then(() =>
      Promise.all(beats.map((entry) => hearBeat(entry, responder, again))),
    ),
  ]);
  for (const [record, how] of untold) if (!again.has(record)) again.set(record, how);
  for (const { record, fingerprint } of once) {
    const how = again.get(record);
    if (how) for (const copy of copies.get(record) ?? []) again.set(copy.record, how);
    else if (fingerprint) responder.handled.add(fingerprint);
  }
  await Promise.all([...again].map(([record, how]) => comeBack(record, how, responder)));
  return {
    batchItemFailures: [...again.keys()].map(({ messageId }) => ({ itemIdentifier: messageId })),
  };
}

/** What may be dark at this moment goes first. */
const urgency = ({ signals }: Work): number =>
  Number(signals.some((one) => one.kind === 'event' && STOPS.test(one.evidence.eventName)));

const STOPS = /^(StopLogging|DeleteTrail)$/;

/** What one batch came to, as it goes on. */
interface Batch {
  readonly responder: Responder;
  readonly again: Again;
  /** Every look that was written down. */
  readonly looks: Reconciliation[];
  /** Places of which everything was read. */
  readonly seen: SeenPlace[];
  /** Looks of a series, and the messages that brought them. */
  readonly watched: (Watched & Pick<Place, 'records'>)[];
}

interface Refused {
  readonly kind: 'refused';
  readonly record: SqsRecord;
  readonly fingerprint?: never;
  readonly why: string;
}

/** It was dealt with before. The look that it was worth began after its event, so what changed since has another. */
interface Copy {
  readonly kind: 'copy';
  readonly record: SqsRecord;
  readonly fingerprint: string;
}

interface Sorted {
  readonly kind: 'signal';
  readonly record: SqsRecord;
  readonly fingerprint?: string;
  readonly signal: Signal;
  readonly subjects: readonly Subject[];
  readonly claimed?: ClaimedBeat;
  readonly isOwnDeniedBeat: boolean;
  /** The event, where it may be told of. */
  readonly reports?: EventSignal;
}

/**
 * Everything that is made of what a record says, before anything is done about it. A record that makes
 * this throw is set aside like one that nobody understands: its batch mates have done nothing.
 */
function sort(record: SqsRecord, responder: Responder): Refused | Copy | Sorted {
  try {
    const receivedAt = responder.ports.now().toISOString();
    const { body, attributes } = record;
    const parsed = parseSignal(body, receivedAt, responder.protectedIn, attributes.SenderId);
    if (parsed.kind === 'refused') return { ...parsed, record };
    const { signal, subjects, told } = parsed;
    const fingerprint = told && fingerprintOf(told);
    if (fingerprint && responder.handled.has(fingerprint)) {
      logSignal(signal, responder.log);
      return { kind: 'copy', record, fingerprint };
    }
    const claimed = signal.kind === 'event' ? claimedBeat(signal, subjects) : undefined;
    const reports = mayBeReported(signal) ? signal : undefined;
    return {
      ...parsed,
      record,
      ...(fingerprint && { fingerprint }),
      ...(claimed && { claimed }),
      isOwnDeniedBeat: isDeniedBeat(signal, responder),
      ...(reports && { reports }),
    };
  } catch (error) {
    return { kind: 'refused', record, why: `The message cannot be read: ${messageOf(error)}` };
  }
}

/**
 * A batch of checks is forty places of thirty calls each. Made all at once they wait for the processor
 * and for sockets longer than a call may take, and accounts that answer look as if they did not.
 */
const PLACES_AT_A_TIME = 16;

/** Somebody did something there; the others are only due. */
const eventsFirst = (places: ReadonlyMap<string, Place>): readonly Place[] => {
  const hasEvent = ({ signals }: Place) => signals.some(isEvent);
  const all = [...places.values()];
  return [...all.filter(hasEvent), ...all.filter((place) => !hasEvent(place))];
};

const lookAroundAll = (places: readonly Place[], batch: Batch): Promise<void> =>
  aFewAtATime(PLACES_AT_A_TIME, places, (place) =>
    lookAround(place, batch).catch((error: unknown) => {
      const why = `${place.accountId} ${place.region} was not looked at: ${messageOf(error)}`;
      for (const record of place.records) batch.again.set(record, { why });
    }),
  );

/**
 * A part of ours was not what it must be, so what was done there meanwhile may never have been told: everything in
 * its reach is looked at now that it is put back. Nobody's message waits for that; a watch goes on with it.
 */
async function lookWhereStruck(batch: Batch): Promise<void> {
  const { responder, looks } = batch;
  if (!looks.some(({ subject, findings }) => subject.kind === 'warden' && findings.length > 0))
    return;
  const { placesStruck } = await responder.watchPlaces();
  const receivedAt = responder.ports.now().toISOString();
  const places = placesStruck(looks, responder.watching).map(({ accountId, region }): Place => {
    const id = `struck/${accountId}/${region}/${receivedAt}`;
    const by = 'a part of ours that was struck';
    const signal: Signal = { kind: 'check', id, accountId, region, by, receivedAt };
    return { accountId, region, signals: [signal], records: new Set() };
  });
  await lookAroundAll(places, batch);
}

/** One denial hides everything in a place, and is told once. */
async function noteUnread(records: readonly SqsRecord[], batch: Batch): Promise<void> {
  const { responder, again, looks, seen } = batch;
  try {
    await responder.noteUnread(looks, seen);
  } catch (error) {
    const why = `What could not be looked at could not be written down: ${messageOf(error)}`;
    for (const record of records) if (!again.has(record)) again.set(record, { why });
  }
}

/** Which places are looked at again without an event. Where that cannot be written down, all of it comes again. */
async function watchOn(records: readonly SqsRecord[], batch: Batch): Promise<void> {
  const { responder, again, looks, watched } = batch;
  if (watched.length === 0 && !looks.some(isNews)) return;
  try {
    const { watchPlaces } = await responder.watchPlaces();
    await watchPlaces({ looks, watched, now: responder.ports.now }, responder.watching);
    // Their row brings the next look, whatever this one met.
    for (const { records: asked } of watched) for (const record of asked) again.delete(record);
  } catch (error) {
    const why = `What is watched could not be written down: ${messageOf(error)}`;
    for (const record of records) if (!again.has(record)) again.set(record, { why });
  }
}

/** Might a place have to be looked at again for it? Most looks find nothing, and load nothing more. */
const isNews = ({ findings, taken, windows, decision, again, signals }: Reconciliation): boolean =>
  findings.length + taken.length + windows.length > 0 ||
  again !== undefined ||
  decision.kind === 'exempt' ||
  signals.some((one) => one.kind === 'event' && STARTS.test(one.evidence.eventName));

/** What makes a place deaf, or is about to: a boundary of ours that is written and not yet in force. */
const STARTS =
  /^(StartLogging|CreateTrail|CreatePolicy|CreatePolicyVersion|DeletePolicy|SetDefaultPolicyVersion)$/;

async function doWork(
  { subject, signals, records }: Work,
  { responder, again, looks }: Batch,
): Promise<Reconciliation | undefined> {
  const { log } = responder;
  try {
    const work = { subject, signals };
    const reconciliation = await reconcileWithNeeds(work, responder, (look) => looks.push(look));
    for (const signal of signals) logSignal(signal, log);
    const { again: why, observation } = reconciliation;
    const met = observation.kind === 'unreachable' && { met: observation.why };
    const isFought = isBeingFought(reconciliation);
    if (why) lookAgain(again, { records, signals, why, isFought, ...met });
    else if (reconciliation.isUnplaced && !lookOnceMore(again, records)) {
      await responder.recordUnseen(reconciliation);
    }
    return reconciliation;
  } catch (error) {
    const why = `${subject.id} was looked at but not recorded: ${messageOf(error)}`;
    for (const record of records) again.set(record, { why });
    return undefined;
  }
}

/** A check of several Regions is one of each. */
const placesOf = (signal: Signal): readonly Signal[] =>
  signal.kind === 'check' && signal.also
    ? [signal.region, ...signal.also].map((region) => ({ ...signal, region }))
    : [signal];

function addTo(places: Map<string, Place>, signal: Signal, record: SqsRecord): void {
  const { accountId, region } = signal;
  const key = `${accountId}/${region}`;
  const place = places.get(key) ?? { accountId, region, signals: [], records: new Set() };
  place.signals.push(signal);
  place.records.add(record);
  places.set(key, place);
}

async function lookAround(place: Place, batch: Batch): Promise<void> {
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
  const { subjects, missed } = await responder.subjectsIn(accountId, region);
  const looks: (Reconciliation | undefined)[] = [];
  // This responder has no session there any more; another may. It is no news that none is given.
  if (watch?.departedAt && missed?.kind === 'denied' && !signals.some(isEvent)) {
    watched.push({ watch, looks, missed, records });
    return;
  }
  if (missed) {
    const why = describeObstacle(missed);
    responder.log({ kind: 'unlisted', accountId, region, why, met: missed.kind });
    lookAgain(again, { records, signals, why, met: missed, isUnseen: true });
  }
  // A few at a time: what is there shares the account's quotas, and the connections of one client.
  const wanted = subjects
    .filter(({ kind }) => signals.some((signal) => isFor(signal, kind)))
    .filter(({ kind }) => signals.some(isEvent) || isWorthAsking(kind, missed));
  for (let first = 0; first < wanted.length; first += AT_A_TIME) {
    const some = wanted.slice(first, first + AT_A_TIME);
    looks.push(
      ...(await Promise.all(some.map((subject) => doWork({ subject, signals, records }, batch)))),
    );
  }
  const isSeen = looks.every((look) => look && !isUnread(look));
  if (!missed && wanted.length === subjects.length && isSeen) {
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

/** The watch of this place, where a message asks for the look that is next in it. */
async function watchAsked(place: Place, { watching }: Responder): Promise<Watch | undefined> {
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
  const { kinds: _, heartbeat: __, ...whole } = signal;
  return whole;
}

const BEAT_OLD_MS = 2 * 60_000;

const sentBefore = ({ attributes }: SqsRecord, at: string, ms: number): boolean =>
  Date.parse(at) - Number(attributes.SentTimestamp) > ms;

const isEvent = ({ kind }: Signal): boolean => kind === 'event';

/**
 * Where a check could not list the trails, it comes again, and does not ask now what would not be
 * answered either: each such question holds the whole batch for seconds. A quota that somebody uses up is
 * CloudTrail's alone, so it hides nothing else; an event is worth every question.
 */
const isWorthAsking = (kind: SubjectKind, missed: Obstacle | undefined): boolean =>
  missed?.kind !== 'unreachable' && (missed?.kind !== 'throttled' || kind !== 'trail');

const AT_A_TIME = 8;

const isFor = (signal: Signal, kind: SubjectKind): boolean =>
  signal.kind === 'event' || !signal.kinds || signal.kinds.includes(kind);
