import { blindMs } from '../../shared/domain/blind-window';
import { isIncident, stateOf } from '../../shared/domain/happening';
import type { Log } from '../../shared/domain/log-entry';
import { describeObstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';

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
