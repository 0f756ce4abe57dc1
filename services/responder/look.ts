import type { SqsRecord } from '../../shared/aws/sqs-event';
import { isBeingFought } from '../../shared/domain/happening';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import { type Subject, subjectKey } from '../../shared/domain/subject';
import { type Ports, reconcile } from '../../shared/restore/reconcile';
import { prerequisitesOf } from '../../shared/signal/prerequisites';
import { type Again, comeAgain, lookAgain, lookOnceMore } from './come-again';
import { logReconciliation, logSignal } from './log';
import type { SeenPlace } from './note-unread';
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
    else if (looked.isUnplaced && !lookOnceMore(again, records, looked.isAtWork)) {
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
