import type { Book } from '../../shared/aws/incidents/book';
import { type DeliveryThresholds, deliveryKey } from '../../shared/domain/delivery';
import type { Log } from '../../shared/domain/log-entry';
import type { Memory } from '../../shared/domain/memory';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { isOfKind } from '../../shared/domain/subject';

interface World {
  readonly book: Book;
  readonly recall: (accountId: string) => Promise<Memory>;
  readonly thresholds: DeliveryThresholds;
  readonly log: Log;
}

/**
 * Writes down whether what a trail logs arrives, from what the look has read anyway. Only where nothing
 * was to be put back, so no restoration waits for it. Throws when it could not be written.
 */
export function noteDeliveryWith({
  book,
  recall,
  thresholds,
  log,
}: World): (look: Reconciliation) => Promise<void> {
  return async (look) => {
    const { subject, decision, observation } = look;
    if (!isOfKind(subject, 'trail') || decision.kind !== 'compliant') return;
    const [{ proveDelivery }, memory] = await Promise.all([
      import('../../shared/watch/delivery/prove-delivery'),
      recall(subject.accountId),
    ]);
    const proof = proveDelivery(look, memory, thresholds);
    if (!proof) return;
    const subjects = memory.kind === 'known' ? memory.subjects : {};
    const episodeOf = (row: string) => subjects[deliveryKey(row, subject)]?.episode;
    const { observedAt } = observation;
    const { recordDelivery } = await import('../../shared/aws/incidents/record-delivery');
    await recordDelivery(book, { trail: subject, proof, observedAt, episodeOf });
    const rows = proof.troubles.map(({ row }) => row);
    const { id: trail, accountId } = subject;
    if (rows.length > 0) log({ kind: 'delivery', trail, accountId, rows });
  };
}
