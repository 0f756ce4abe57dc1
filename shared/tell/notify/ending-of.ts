import type { Delivery, Ending, Notice } from '../../domain/notification';
import { backoffMs } from './backoff';
import type { Courier } from './courier-ports';

/** The result of a try for one notice: told, tried again later, or given up with its last reason. */
export function endingOf(
  notice: Notice,
  delivery: Delivery,
  { now, rules }: Pick<Courier, 'now' | 'rules'>,
): Ending {
  const at = now();
  if (delivery.kind === 'delivered') {
    return {
      kind: 'sent',
      at: at.toISOString(),
      ...(delivery.ref !== undefined && { ref: delivery.ref }),
    };
  }
  const { why } = delivery;
  if (delivery.kind === 'refused') {
    return { kind: 'dead', why, at: at.toISOString(), unsure: notice.unsure };
  }
  // A notice that an earlier try left unsure stays unsure, even when this try succeeded.
  const unsure = notice.unsure || delivery.mayHaveArrived === true;
  if (at.getTime() - Date.parse(notice.plannedAt) >= rules.giveUpAfter) {
    return { kind: 'dead', why: `given up: ${why}`, at: at.toISOString(), unsure };
  }
  const waitMs = Math.max(backoffMs(notice.attempts), delivery.afterMs ?? 0);
  return {
    kind: 'again',
    why,
    nextAt: new Date(at.getTime() + waitMs).toISOString(),
    unsure,
  };
}
