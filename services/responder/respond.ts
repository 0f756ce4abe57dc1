import type { SqsBatchResponse, SqsRecord } from '../../shared/aws/sqs-event';
import { type ClaimedBeat, claimedBeat } from '../../shared/domain/heartbeat';
import type { Log } from '../../shared/domain/log-entry';
import type { Place } from '../../shared/domain/place';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { type EventSignal, type Signal, succeeded } from '../../shared/domain/signal';
import { type Subject, subjectKey } from '../../shared/domain/subject';
import type { Ports } from '../../shared/restore/reconcile';
import { type ProtectedIn, parseSignal } from '../../shared/signal/parse-signal';
import { mayBeOurs } from '../../shared/signal/whose-call';
import { mayTamper } from '../../shared/tampering/catalogue';
import {
  type Again,
  comeAgain,
  comeBack,
  fingerprintOf,
  type Handled,
  messageOf,
  withoutCopies,
} from './come-again';
import { hearBeat } from './heartbeat';
import { logSignal } from './log';
import { type Batch, look, lookAroundAll, lookWhereStruck, struckTogether } from './look';
import type { Responder } from './responder';
import { noteAttempts, reportAll, setAside } from './tell';

/**
 * One batch. Records about the same subject cost one restoration; each subject stands alone, so an
 * account that cannot be reached delays no other. A record is done when everything it made us
 * look at is dealt with.
 *
 *   records ── triage ──┬─ look ─────────┬─ what was unread ── what is watched ──┐
 *                       ├─ look around ──┘                                       ├─ come again
 *                       └─ tell: attempts · reports · beats · dead letters ──────┘
 */
export async function respond(
  records: readonly SqsRecord[],
  responder: Responder,
): Promise<SqsBatchResponse> {
  const again: Again = new Map();
  const batch: Batch = { responder, again, looks: [], around: new Map(), watched: [], seen: [] };
  const { ports, handled, protectedIn, log } = responder;
  const known = { now: ports.now(), protectedIn, handled, whose: ports.whose };
  const { once, copies } = withoutCopies(
    records.map((record) => ({ record, ...triage(record, known) })),
  );
  for (const copy of [...copies.values()].flat()) {
    if (copy.kind !== 'refused') logSignal(copy.signal, log);
  }
  const sorted = sort(once, log);

  const inOrder = [...sorted.subjects.values()].sort((one, other) => urgency(other) - urgency(one));
  for (const { subject } of inOrder) responder.prepare(subject);
  const named = inOrder.map((work) => look(work, batch));

  const looked = Promise.all([
    ...named,
    // Only now what may wait: messages that name no subject, and those that never will.
    lookAroundAll(sorted.places.values(), batch),
    ...struckTogether(inOrder, named).map(async ({ keys, looked }) => {
      await Promise.all(looked);
      await lookWhereStruck(batch, keys);
    }),
  ]);
  const untold: Again = new Map();
  const worked = once.map(({ record }) => record);
  await Promise.all([
    // What is told may take long, and a next look is due in seconds.
    looked.then(() => noteUnread(worked, batch)).then(() => watchOn(worked, batch)),
    ...sorted.refused.map((one) => setAside(one, responder, again)),
    noteAttempts(sorted.attempts, responder, again),
    Promise.all(named).then(() => reportAll(sorted.reports, responder, untold)),
    Promise.all(named).then(() =>
      Promise.all(sorted.beats.map((one) => hearBeat(one, responder, again))),
    ),
  ]);
  for (const [record, how] of untold) if (!again.has(record)) again.set(record, how);
  for (const { record, fingerprint } of once) {
    const how = again.get(record);
    if (how) for (const copy of copies.get(record) ?? []) again.set(copy.record, how);
    else if (fingerprint) handled.add(fingerprint);
  }
  await Promise.all([...again].map(([record, how]) => comeBack(record, how, responder)));
  return {
    batchItemFailures: [...again.keys()].map(({ messageId }) => ({ itemIdentifier: messageId })),
  };
}

/** A message, and what is done about it. */
type Triaged = Triage & { readonly record: SqsRecord };

/** What is looked at, and of which signals and messages. */
interface Asked {
  readonly signals: Signal[];
  readonly records: Set<SqsRecord>;
}

type Of<K extends Triage['kind']> = Extract<Triaged, { kind: K }>;

/** What a batch is to do, each thing once. */
interface Sorted {
  readonly subjects: Map<string, Asked & { readonly subject: Subject }>;
  readonly places: Map<string, Asked & Place>;
  readonly beats: Of<'beat'>[];
  readonly attempts: Of<'attempt'>[];
  readonly refused: Of<'refused'>[];
  readonly reports: { readonly signal: EventSignal; readonly record: SqsRecord }[];
}

function sort(once: readonly Triaged[], log: Log): Sorted {
  const sorted: Sorted = {
    subjects: new Map(),
    places: new Map(),
    beats: [],
    attempts: [],
    refused: [],
    reports: [],
  };
  for (const one of once) {
    const { record } = one;
    switch (one.kind) {
      case 'refused':
        sorted.refused.push(one);
        break;
      case 'beat':
        sorted.beats.push(one);
        break;
      case 'attempt':
        sorted.attempts.push(one);
        break;
      case 'look':
        for (const subject of one.subjects) {
          ask(sorted.subjects, subjectKey(subject), { subject }, one.signal, record);
        }
        break;
      case 'look-around':
        for (const signal of one.places) {
          const { accountId, region } = signal;
          ask(sorted.places, `${accountId}/${region}`, { accountId, region }, signal, record);
        }
        break;
      default: // a copy, a denied heartbeat of ours, or nothing of ours
        logSignal(one.signal, log);
    }
    if ('report' in one && one.report) sorted.reports.push({ signal: one.report, record });
  }
  return sorted;
}

function ask<T extends object>(
  asked: Map<string, T & Asked>,
  key: string,
  what: T,
  signal: Signal,
  record: SqsRecord,
): void {
  const one = asked.get(key) ?? { ...what, signals: [], records: new Set<SqsRecord>() };
  one.signals.push(signal);
  one.records.add(record);
  asked.set(key, one);
}

/** What may be dark at this moment goes first. */
const urgency = ({ signals }: Asked): number =>
  Number(signals.some((one) => one.kind === 'event' && STOPS.test(one.evidence.eventName)));

const STOPS = /^(StopLogging|DeleteTrail)$/;

/** One denial hides everything in a place, and is told once. */
async function noteUnread(records: readonly SqsRecord[], batch: Batch): Promise<void> {
  const { responder, again, looks, seen } = batch;
  try {
    await responder.noteUnread(looks, seen);
  } catch (error) {
    const others = records.filter((record) => !again.has(record));
    comeAgain(again, others, 'What could not be looked at could not be written down', { error });
  }
}

/** Which places are looked at again without an event. Where that cannot be written down, all of it comes again. */
async function watchOn(records: readonly SqsRecord[], batch: Batch): Promise<void> {
  const { responder, again, looks, watched } = batch;
  if (watched.length === 0 && !looks.some(isNews)) return;
  try {
    const { watchPlaces } = await responder.watchPlaces();
    await watchPlaces({ looks, watched, now: responder.ports.now }, responder.watching);
    // Their row brings the next look, even where this one met an obstacle.
    for (const { records: asked } of watched) for (const record of asked) again.delete(record);
  } catch (error) {
    const others = records.filter((record) => !again.has(record));
    comeAgain(again, others, 'What is watched could not be written down', { error });
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

/** What is done about one message. */
export type Triage = Refused | Copy | (Case & Come);

/** It will never be a signal. It goes to the dead letters with this sentence. */
interface Refused {
  readonly kind: 'refused';
  readonly why: string;
  readonly fingerprint?: never;
}

/** A copy of it was dealt with. The look that it was worth began after its event, so what changed since has another event. */
interface Copy {
  readonly kind: 'copy';
  readonly signal: Signal;
  readonly fingerprint: string;
}

type Case =
  /** It says that it is a heartbeat; only its seal tells whether it is one. */
  | { readonly kind: 'beat'; readonly signal: EventSignal; readonly claimed: ClaimedBeat }
  /** A heartbeat of ours that the account denied. */
  | { readonly kind: 'denied-beat'; readonly signal: EventSignal }
  /** AWS refused the call, so nothing changed: it is written down and nothing is looked at. */
  | { readonly kind: 'attempt'; readonly signal: EventSignal }
  /** It names what is guarded. */
  | { readonly kind: 'look'; readonly signal: Signal; readonly subjects: readonly Subject[] }
  /** It names a place and nothing in it: everything there is looked at. */
  | { readonly kind: 'look-around'; readonly signal: Signal; readonly places: readonly Signal[] }
  /** A call to a service that we hear for what is protected, on something that is not. */
  | { readonly kind: 'not-ours'; readonly signal: EventSignal };

interface Come {
  /** What every copy of it shares; absent where AWS did not tell it. */
  readonly fingerprint?: string;
  /** The event, where no technique may put back what it did: people may have to be told. */
  readonly report?: EventSignal;
}

/** A message as the queue gave it. */
export type Message = Pick<SqsRecord, 'body' | 'attributes'>;

/** What is known before anything is read. */
export interface Known {
  readonly now: Date;
  readonly protectedIn: ProtectedIn;
  /** Of which messages a copy was dealt with. */
  readonly handled: Pick<Handled, 'has'>;
  readonly whose: Ports['whose'];
}

/**
 * One message → what is done about it. Pure, and all of it is decided before anything is done: a message that makes
 * this fail is set aside like one that is no signal, and the rest of its batch is not touched. Never throws.
 */
export function triage({ body, attributes }: Message, known: Known): Triage {
  try {
    const { now, protectedIn, handled, whose } = known;
    const parsed = parseSignal(body, now.toISOString(), protectedIn, attributes.SenderId);
    if (parsed.kind === 'refused') return parsed;
    const { signal, subjects, told } = parsed;
    const fingerprint = told && fingerprintOf(told);
    if (fingerprint && handled.has(fingerprint)) return { kind: 'copy', signal, fingerprint };
    return {
      ...caseOf(signal, subjects, whose),
      ...(fingerprint && { fingerprint }),
      ...(mayBeReported(signal) && { report: signal }),
    };
  } catch (error) {
    return { kind: 'refused', why: `The message cannot be read: ${messageOf(error)}` };
  }
}

function caseOf(signal: Signal, subjects: readonly Subject[], whose: Known['whose']): Case {
  if (signal.kind === 'check') return { kind: 'look-around', signal, places: placesOf(signal) };
  const claimed = claimedBeat(signal, subjects);
  if (claimed) return { kind: 'beat', signal, claimed };
  if (isDenied(signal) && mayBeOurs(whose(signal))) return { kind: 'denied-beat', signal };
  if (!succeeded(signal)) return { kind: 'attempt', signal };
  if (subjects.length > 0) return { kind: 'look', signal, subjects };
  if (isOfCloudTrail(signal)) return { kind: 'look-around', signal, places: [signal] };
  return { kind: 'not-ours', signal };
}

/** A check of several Regions is one of each. */
const placesOf = (check: Extract<Signal, { kind: 'check' }>): readonly Signal[] =>
  check.also ? [check.region, ...check.also].map((region) => ({ ...check, region })) : [check];

/**
 * AWS records a denied call without its parameters, so a heartbeat that was denied does not come back as one. The
 * place that sent it tells of it as unsent, and it is no attempt.
 */
const isDenied = ({ evidence: { eventName, errorCode = '' } }: EventSignal): boolean =>
  eventName === 'AddTags' && /^AccessDenied/.test(errorCode);

/** What took effect and a technique may not put back. */
const mayBeReported = (signal: Signal): signal is EventSignal =>
  signal.kind === 'event' &&
  succeeded(signal) &&
  !(isOfCloudTrail(signal) && (mayTamper(signal.evidence) || signal.evidence.eventName === WAKES));

/** What every restoration sends: it would wake the reporter after each. */
const WAKES = 'StartLogging';

const isOfCloudTrail = ({ evidence }: EventSignal): boolean =>
  evidence.eventSource === 'cloudtrail.amazonaws.com';
