import { blindMs } from '../../shared/domain/blind-window';
import { isIncident, stateOf } from '../../shared/domain/happening';
import type { Log, LogEntry } from '../../shared/domain/log-entry';
import { describeObstacle, type ObstacleKind } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import type { Measurements } from '../../shared/watch/metrics/metrics';

export const logLine: Log = (entry) => {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};

export function logSignal(signal: Signal, log: Log): void {
  const { id, accountId, region } = signal;
  if (signal.kind === 'check') {
    log({ kind: 'signal', id, what: 'check', accountId, region, by: signal.by });
    return;
  }
  const { eventName, errorCode, actor, sourceIp } = signal.evidence;
  log({
    kind: 'signal',
    id,
    what: errorCode ? `${eventName} (${errorCode})` : eventName,
    accountId,
    region,
    by: actor.principal,
    ...(sourceIp && { from: sourceIp }),
  });
}

export function logReconciliation(reconciliation: Reconciliation, log: Log): void {
  const { subject, taken, decision, outcome, findings, again, windows, observation } =
    reconciliation;
  for (const { step, as, answeredAt, obstacle } of taken) {
    log({
      kind: 'step',
      call: step.call,
      subject: subject.id,
      as,
      at: answeredAt,
      ...(obstacle && { obstacle: describeObstacle(obstacle), met: obstacle.kind }),
    });
  }
  const why = again ?? (decision.kind === 'escalate' ? decision.why : undefined);
  const closed = windows.filter(({ to }) => to);
  const dark = closed.reduce((sum, window) => sum + (blindMs(window) ?? 0), 0);
  log({
    kind: 'decision',
    subject: subject.id,
    accountId: subject.accountId,
    decision: decision.kind,
    outcome,
    findings: findings.map(({ sentence }) => sentence),
    ...(why && { why }),
    ...(closed.length > 0 && { blindMs: dark }),
    ...timesToRestore(reconciliation),
    ...(observation.kind === 'unreachable' && { unread: observation.why.kind }),
    ...(needsPerson(reconciliation) && { needsPerson: true }),
    ...(isMissedByEvents(reconciliation) && { missedByEvents: true }),
  });
}

/** AWS's event times are whole seconds, and its clock is not ours: never less than nothing. */
function timesToRestore({ signals, tampering, taken, outcome }: Reconciliation) {
  const last = taken.filter(({ obstacle }) => !obstacle).at(-1);
  if (outcome !== 'restored' || !last) return {};
  const since = (from: string) => Math.max(0, Date.parse(last.answeredAt) - Date.parse(from));
  const [received] = signals.map(({ receivedAt }) => receivedAt).sort();
  const [first] = tampering;
  return {
    ...(received && { signalToRestoredMs: since(received) }),
    ...(first && { tamperToRestoredMs: since(first.eventTime) }),
  };
}

/** As its incident says: what is throttled or not answered is waited out. */
const needsPerson = (reconciliation: Reconciliation): boolean =>
  isIncident(reconciliation) && stateOf(reconciliation) === 'escalated';

/**
 * The second channel found what the first should have told: something was put back, or was dark, and
 * only the schedule asked. What a person asks for is theirs to judge, and what stays escalated is found
 * again by every sweep.
 */
const isMissedByEvents = ({ signals, outcome, windows }: Reconciliation): boolean =>
  signals.every((signal) => signal.kind === 'check' && SCHEDULED.has(signal.by)) &&
  (outcome === 'restored' || outcome === 'failed' || windows.length > 0);

/** The sweep, and the look at our own parts each minute: a bus that was deleted carries no event of it. */
const SCHEDULED: ReadonlySet<string> = new Set(['sweep', 'minute', 'silence']);

type Entry<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>;

/**
 * What one batch was like, from what was said of it: a number that is not in the log is in no metric
 * either. Counts are one value, times are each their own; what did not happen is left out.
 */
export function measure(said: readonly LogEntry[]): Measurements {
  const of = <K extends LogEntry['kind']>(kind: K) =>
    said.filter((entry): entry is Entry<K> => entry.kind === kind);
  const looks = of('decision');
  const unread = [...looks.flatMap((look) => look.unread ?? []), ...of('unlisted').map(metBy)];
  const met = [...unread, ...of('step').flatMap((step) => step.met ?? [])];
  const signals = new Map(of('signal').map((one) => [`${one.id} ${one.region}`, one]));
  const checks = [...signals.values()].filter(({ what }) => what === 'check').length;
  const beats = of('heartbeat');
  const forged = beats.filter(({ outcome }) => outcome === 'forged');
  const ended = (outcome: Entry<'decision'>['outcome']) =>
    count(looks.filter((look) => look.outcome === outcome));
  return withoutEmpty({
    Signals: counted(signals.size - checks),
    Checks: counted(checks),
    Looks: count(looks),
    Restorations: ended('restored'),
    RestorationFailures: ended('failed'),
    Escalations: count(looks.filter(({ needsPerson }) => needsPerson)),
    Reports: count(of('reported')),
    Attempts: count([...of('attempted'), ...forged]),
    DeliveryTroubles: count(of('delivery')),
    FoundBySweep: count(looks.filter(({ missedByEvents }) => missedByEvents)),
    SignalToRestored: looks.flatMap(({ signalToRestoredMs }) => signalToRestoredMs ?? []),
    TamperToRestored: looks.flatMap(({ tamperToRestoredMs }) => tamperToRestoredMs ?? []),
    BlindSeconds: looks.flatMap(({ blindMs }) => (blindMs === undefined ? [] : blindMs / 1_000)),
    HeartbeatLatency: beats.flatMap(({ outcome, latencyMs = 0 }) =>
      outcome === 'heard' ? latencyMs : [],
    ),
    HeartbeatSilent: count(beats.filter(({ outcome }) => outcome === 'silent')),
    HeartbeatUnsent: count(beats.filter(({ outcome }) => outcome === 'unsent')),
    Throttles: count(met.filter(isThrottle)),
    Unreachable: count(unread.filter((why) => !isThrottle(why))),
    ComingAgain: count(of('again')),
    DeadLettered: count(of('refused')),
  });
}

const metBy = ({ met }: Entry<'unlisted'>): ObstacleKind => met;

const isThrottle = (why: ObstacleKind): boolean => why === 'throttled';

const counted = (number: number): readonly number[] => (number > 0 ? [number] : []);

const count = (some: readonly unknown[]): readonly number[] => counted(some.length);

const withoutEmpty = (measured: Measurements): Measurements =>
  Object.fromEntries(Object.entries(measured).filter(([, values]) => values.length > 0));
