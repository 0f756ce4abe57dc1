import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import { type Subject, subjectKey } from '../../shared/domain/subject';
import { reconcile } from '../../shared/restore/reconcile';
import { prerequisitesOf } from '../../shared/signal/prerequisites';
import { logReconciliation } from './log-reconciliation';
import type { Responder } from './responder';

interface Work {
  readonly subject: Subject;
  readonly signals: readonly Signal[];
}

/**
 * A trail cannot be put back while its bucket or its key is broken, and an organization's trail not
 * before CloudTrail is trusted again: what AWS asks for is put back first, in the same delivery. And
 * what was lost with trusted access does not come back with it: the trails are looked at afterwards.
 */
export async function reconcileWithNeeds(
  work: Work,
  responder: Responder,
  /** Told of every look, also of those at what was needed. */
  seen: (look: Reconciliation) => void = () => undefined,
): Promise<Reconciliation> {
  const { subject, signals } = work;
  const reconciled = async (what: Work) => {
    const reconciliation = await reconcile(what, responder.ports);
    logReconciliation(reconciliation, responder.log);
    seen(reconciliation);
    return reconciliation;
  };
  const first = await reconciled(work);
  const look = (because: string): Signal[] => [lookBecause(first, because)];
  if (subject.kind === 'membership' && first.outcome === 'restored') {
    const trails = await responder.trailsOf(subject.accountId);
    const signals = look('trusted access was restored');
    await Promise.all(trails.map((trail) => reconciled({ subject: trail, signals })));
  }
  const needed = prerequisitesOf(first, responder.protectedIn(subject));
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
