import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import { describeObstacle, type Obstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { type EventSignal, type Signal, succeeded } from '../../shared/domain/signal';
import { type Subject, type SubjectKind, subjectKey } from '../../shared/domain/subject';
import { neededBy } from '../../shared/needed-by';
import { type ProtectedIn, parseSignal } from '../../shared/parse-signal';
import { type Ports, reconcile } from '../../shared/reconcile';
import { mayTamper, suspected } from '../../shared/techniques/catalogue';
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
  /** What is guarded besides trails and may be changed by a call in this place. */
  readonly protectedIn: ProtectedIn;
  /** The trails of an account that have a baseline. */
  readonly trailsOf: (accountId: string) => Promise<readonly Subject[]>;
  /** Writes down calls that AWS refused. Throws when it could not. */
  readonly recordAttempts: (accountId: string, attempts: readonly Attempt[]) => Promise<void>;
  /** Writes down what the event of this message did that nobody undoes, and says of which rows. Throws when it could not. */
  readonly report: (event: EventSignal, body: string) => Promise<readonly string[]>;
  /** The rows that a refused call would have been of which nobody undoes any. */
  readonly attempted: (body: string) => Promise<readonly string[]>;
  readonly deadLetter: (body: string, why: string) => Promise<void>;
  readonly comeBackIn: (receiptHandle: string, seconds: number) => Promise<void>;
  readonly log: Log;
}

/** An event and the message it came in. */
interface Told {
  readonly signal: EventSignal;
  readonly record: SqsRecord;
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
  const failed: Told[] = [];
  const happened: Told[] = [];

  for (const record of records) {
    const receivedAt = responder.ports.now().toISOString();
    const parsed = parseSignal(record.body, receivedAt, responder.protectedIn);
    if (parsed.kind === 'refused') {
      refused.push({ record, why: parsed.why });
      continue;
    }
    const { signal, subjects } = parsed;
    if (mayBeReported(signal, responder)) happened.push({ signal, record });
    if (signal.kind === 'event' && !succeeded(signal)) failed.push({ signal, record });
    else if (subjects.length > 0) for (const subject of subjects) add(subject, signal, record);
    else if (isAboutTrails(signal)) addTo(places, signal, record);
    else logSignal(signal, responder.log); // of a service we hear for what is protected, and this is not
  }
  for (const { subject } of work.values()) responder.prepare(subject);
  const named = [...work.values()].map((entry) => doWork(entry, responder, again));

  // Only now what may wait: messages that name no subject, and those that never will.
  await Promise.all([
    ...named,
    ...[...places.values()].map((place) => lookAround(place, responder, again)),
    ...refused.map((entry) => setAside(entry, responder, again)),
    ...failed.map((entry) => noteAttempt(entry, responder, again)),
    Promise.all(named).then(() => reportAll(happened, responder, again)),
  ]);
  await Promise.all([...again].map(([record, why]) => comeBack(record, why, responder)));
  return {
    batchItemFailures: [...again.keys()].map(({ messageId }) => ({ itemIdentifier: messageId })),
  };
}

async function doWork(
  { subject, signals, records }: Work,
  responder: Responder,
  again: Map<SqsRecord, string>,
): Promise<void> {
  const { log } = responder;
  try {
    const reconciliation = await reconcileWithNeeds({ subject, signals }, responder);
    for (const signal of signals) logSignal(signal, log);
    if (reconciliation.again) for (const record of records) again.set(record, reconciliation.again);
  } catch (error) {
    const why = `${subject.id} was looked at but not recorded: ${messageOf(error)}`;
    for (const record of records) again.set(record, why);
  }
}

/**
 * A trail cannot be put back while its bucket or its key is broken, and an organization's trail not
 * before CloudTrail is trusted again: what AWS asks for is put back first, in the same delivery. And
 * what was lost with trusted access does not come back with it: the trails are looked at afterwards.
 */
async function reconcileWithNeeds(
  work: Pick<Work, 'subject' | 'signals'>,
  responder: Responder,
): Promise<Reconciliation> {
  const { subject, signals } = work;
  const reconciled = async (what: Pick<Work, 'subject' | 'signals'>) => {
    const reconciliation = await reconcile(what, responder.ports);
    logReconciliation(reconciliation, responder.log);
    return reconciliation;
  };
  const first = await reconciled(work);
  const look = (because: string): Signal[] => [lookBecause(first, because)];
  if (subject.kind === 'membership' && first.outcome === 'restored') {
    const trails = await responder.trailsOf(subject.accountId);
    const signals = look('trusted access was restored');
    await Promise.all(trails.map((trail) => reconciled({ subject: trail, signals })));
  }
  const needed = neededBy(first, responder.protectedIn(subject));
  if (needed.length === 0 || subject.kind !== 'trail') return first;
  const signalsOfNeed = look(`${subject.id} needs it`);
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

const isAboutTrails = (signal: Signal): boolean =>
  signal.kind === 'check' || signal.evidence.eventSource === 'cloudtrail.amazonaws.com';

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
  // A few at a time: what is there shares the account's quotas, and the connections of one client.
  const wanted = subjects.filter(({ kind }) => signals.some((signal) => isFor(signal, kind)));
  for (let first = 0; first < wanted.length; first += AT_A_TIME) {
    const some = wanted.slice(first, first + AT_A_TIME);
    await Promise.all(
      some.map((subject) => doWork({ subject, signals, records }, responder, again)),
    );
  }
}

const AT_A_TIME = 8;

const isFor = (signal: Signal, kind: SubjectKind): boolean =>
  signal.kind === 'event' || !signal.kinds || signal.kinds.includes(kind);

/** A call that AWS refused changed nothing, so nothing is looked at: it is written down, and that is all. */
async function noteAttempt(
  { signal, record }: Told,
  { recordAttempts, attempted, log }: Responder,
  again: Map<SqsRecord, string>,
): Promise<void> {
  logSignal(signal, log);
  try {
    const known = suspected(signal.evidence).map(({ id }) => id);
    const techniques = known.length > 0 ? known : await attempted(record.body);
    if (techniques.length === 0) return;
    await recordAttempts(signal.accountId, [{ event: signal, techniques }]);
  } catch (error) {
    again.set(record, `An attempt could not be recorded: ${messageOf(error)}`);
  }
}

/** What took effect and a technique may not put back; our own calls are nobody's tampering. */
const mayBeReported = (signal: Signal, { ports }: Responder): signal is EventSignal =>
  signal.kind === 'event' &&
  succeeded(signal) &&
  !ports.isOwn(signal) &&
  !(isAboutTrails(signal) && (mayTamper(signal.evidence) || signal.evidence.eventName === WAKES));

/** What every restoration sends: it would wake the reporter after each. */
const WAKES = 'StartLogging';

/** Only when everything named is dealt with: nobody waits for what is not put back. */
async function reportAll(
  happened: readonly Told[],
  { report, log }: Responder,
  again: Map<SqsRecord, string>,
): Promise<void> {
  const tell = async ({ signal, record }: Told): Promise<void> => {
    try {
      const rows = await report(signal, record.body);
      if (rows.length > 0) log({ kind: 'reported', id: signal.id, rows });
    } catch (error) {
      again.set(record, `It could not be reported: ${messageOf(error)}`);
    }
  };
  await Promise.all(happened.map(tell));
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
