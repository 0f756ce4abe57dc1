import type { Delivery } from '../../../domain/notification';
import type { HttpAnswer } from './ports';

/**
 * What an answer means for the next try. Only an answer that names the message as wrong is final: whom
 * we are taken for (401, 403) and where we send (404) are things that people mend. `who` names the
 * receiver; addresses and keys never come into the reason.
 */
export function judgeAnswer(who: string, answer: HttpAnswer): Delivery {
  if (answer.kind === 'unanswered') {
    const { code, mayHaveArrived } = answer;
    return {
      kind: 'again',
      why: `${who} did not answer (${code})`,
      ...(mayHaveArrived && { mayHaveArrived }),
    };
  }
  const { status, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const why = `${who} answered ${status}${wordOf(answer.body)}`;
  if (FINAL.has(status)) return { kind: 'refused', why };
  return { kind: 'again', why, ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
}

/** Bad request, too large, cannot be processed. */
const FINAL = new Set([400, 413, 422]);

/** An error word such as `invalid_blocks`. Whole sentences may hold what we sent, and stay out. */
const wordOf = (body: string): string => (/^[a-z_]{3,40}$/.test(body) ? ` (${body})` : '');

/** A step of several calls that did not go well; nothing when it did. */
export function trouble(
  who: string,
  answer: HttpAnswer,
): Exclude<Delivery, { kind: 'delivered' }> | undefined {
  const delivery = judgeAnswer(who, answer);
  return delivery.kind === 'delivered' ? undefined : delivery;
}
