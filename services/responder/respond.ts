import type { SqsBatchResponse, SqsRecord } from '../../shared/aws/sqs-event';
import type { Log } from '../../shared/domain/log-entry';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { EventSignal, Signal } from '../../shared/domain/signal';
import { type Subject, subjectKey } from '../../shared/domain/subject';
import { type Again, comeAgain, comeBack } from './come-again';
import { withoutCopies } from './copies';
import { hearBeat } from './heartbeat';
import { logSignal } from './log';
import { type Batch, look } from './look';
import { lookAroundAll, lookWhereStruck, struckTogether } from './look-around';
import type { Responder } from './responder';
import { noteAttempts, reportAll, setAside } from './tell';
import { type Triage, triage } from './triage';

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
  const batch: Batch = { responder, again, looks: [], watched: [], seen: [] };
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
  readonly places: Map<string, Asked & { readonly accountId: string; readonly region: string }>;
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
