import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import { describeObstacle, type Obstacle } from '../../shared/domain/obstacle';
import { type EventSignal, type Signal, succeeded } from '../../shared/domain/signal';
import { type Subject, subjectKey } from '../../shared/domain/subject';
import { parseSignal } from '../../shared/parse-signal';
import { type Ports, reconcile } from '../../shared/reconcile';
import { suspected } from '../../shared/techniques/catalogue';
import type { Log } from './log';
import { logReconciliation, logSignal } from './log-reconciliation';
import type { SqsBatchResponse, SqsRecord } from './sqs-event';

export interface Responder {
  readonly ports: Ports;
  /** Starts fetching credentials; the answer is awaited where it is needed. */
  readonly prepare: (place: { readonly accountId: string; readonly region: string }) => void;
  /** Everything to look at in an account and Region: what is there and what is remembered. */
  readonly subjectsIn: (
    accountId: string,
    region: string,
  ) => Promise<{ readonly subjects: readonly Subject[]; readonly missed?: Obstacle }>;
  /** Writes down calls that AWS refused. Throws when it could not. */
  readonly recordAttempts: (accountId: string, attempts: readonly Attempt[]) => Promise<void>;
  readonly deadLetter: (body: string, why: string) => Promise<void>;
  readonly comeBackIn: (receiptHandle: string, seconds: number) => Promise<void>;
  readonly log: Log;
}

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
  const again = new Map<SqsRecord, string>();
  const work = new Map<string, Work>();
  const add = (subject: Subject, signal: Signal, record: SqsRecord): void => {
    const key = subjectKey(subject);
    const entry = work.get(key) ?? { subject, signals: [], records: new Set() };
    entry.signals.push(signal);
    entry.records.add(record);
    work.set(key, entry);
  };
  const places = new Map<string, Place>();
  const refused: { readonly record: SqsRecord; readonly why: string }[] = [];
  const failed: { readonly signal: EventSignal; readonly record: SqsRecord }[] = [];

  for (const record of records) {
    const parsed = parseSignal(record.body, responder.ports.now().toISOString());
    if (parsed.kind === 'refused') {
      refused.push({ record, why: parsed.why });
      continue;
    }
    const { signal } = parsed;
    if (signal.kind === 'event' && !succeeded(signal)) failed.push({ signal, record });
    else if (signal.kind === 'event' && signal.subject) add(signal.subject, signal, record);
    else addTo(places, signal, record);
  }
  for (const { subject } of work.values()) responder.prepare(subject);
  const named = [...work.values()].map((entry) => doWork(entry, responder, again));

  // Only now what may wait: messages that name no subject, and those that never will.
  await Promise.all([
    ...named,
    ...[...places.values()].map((place) => lookAround(place, responder, again)),
    ...refused.map((entry) => setAside(entry, responder, again)),
    ...failed.map((entry) => noteAttempt(entry, responder, again)),
  ]);
  await Promise.all([...again].map(([record, why]) => comeBack(record, why, responder)));
  return {
    batchItemFailures: [...again.keys()].map(({ messageId }) => ({ itemIdentifier: messageId })),
  };
}

async function doWork(
  { subject, signals, records }: Work,
  { ports, log }: Responder,
  again: Map<SqsRecord, string>,
): Promise<void> {
  try {
    const reconciliation = await reconcile({ subject, signals }, ports);
    for (const signal of signals) logSignal(signal, log);
    logReconciliation(reconciliation, log);
    if (reconciliation.again) for (const record of records) again.set(record, reconciliation.again);
  } catch (error) {
    const why = `${subject.id} was looked at but not recorded: ${messageOf(error)}`;
    for (const record of records) again.set(record, why);
  }
}

function addTo(places: Map<string, Place>, signal: Signal, record: SqsRecord): void {
  const { accountId, region } = signal;
  const key = `${accountId}/${region}`;
  const place = places.get(key) ?? { accountId, region, signals: [], records: new Set() };
  place.signals.push(signal);
  place.records.add(record);
  places.set(key, place);
}

async function lookAround(
  { accountId, region, signals, records }: Place,
  responder: Responder,
  again: Map<SqsRecord, string>,
): Promise<void> {
  const { subjects, missed } = await responder.subjectsIn(accountId, region);
  if (missed) for (const record of records) again.set(record, describeObstacle(missed));
  await Promise.all(
    subjects.map((subject) => doWork({ subject, signals, records }, responder, again)),
  );
}

/** A call that AWS refused changed nothing, so nothing is looked at: it is written down, and that is all. */
async function noteAttempt(
  { signal, record }: { readonly signal: EventSignal; readonly record: SqsRecord },
  { recordAttempts, log }: Responder,
  again: Map<SqsRecord, string>,
): Promise<void> {
  logSignal(signal, log);
  const techniques = suspected(signal.evidence).map(({ id }) => id);
  if (techniques.length === 0) return;
  try {
    await recordAttempts(signal.accountId, [{ event: signal, techniques }]);
  } catch (error) {
    again.set(record, `An attempt could not be recorded: ${messageOf(error)}`);
  }
}

/** Nothing is lost: the message goes to the dead letters with the reason, and only then is it done. */
async function setAside(
  { record, why }: { readonly record: SqsRecord; readonly why: string },
  { deadLetter, log }: Responder,
  again: Map<SqsRecord, string>,
): Promise<void> {
  try {
    await deadLetter(record.body, why);
    log({ kind: 'refused', messageId: record.messageId, why });
  } catch (error) {
    again.set(record, `${why} It could not be dead-lettered: ${messageOf(error)}`);
  }
}

async function comeBack(record: SqsRecord, why: string, responder: Responder): Promise<void> {
  const count = Number(record.attributes.ApproximateReceiveCount ?? 1);
  const inSeconds = Math.min(5 * 2 ** (count - 1), 120);
  responder.log({ kind: 'again', messageId: record.messageId, why, inSeconds });
  try {
    await responder.comeBackIn(record.receiptHandle, inSeconds);
  } catch (error) {
    // It still comes back, after the queue's own visibility timeout.
    responder.log({ kind: 'fault', what: 'sqs:ChangeMessageVisibility', why: messageOf(error) });
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
