import { blindMs } from '../../shared/domain/blind-window';
import { describeObstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import type { Log } from './log';

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
  const { subject, taken, decision, outcome, findings, again, windows } = reconciliation;
  for (const { step, as, answeredAt, obstacle } of taken) {
    log({
      kind: 'step',
      call: step.call,
      subject: subject.id,
      as,
      at: answeredAt,
      ...(obstacle && { obstacle: describeObstacle(obstacle) }),
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
  });
}
