import type { Delivery } from '../../../domain/notification';
import type { HttpAnswer } from './ports';

/**
 * What an answer means for the next try. Only an answer that rejects the message itself is final. People can mend
 * wrong credentials (401, 403) and wrong addresses (404). `who` names the receiver; addresses and keys never come
 * into the reason.
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

/** An error word such as `invalid_blocks`. Whole sentences may quote what we sent, so they are left out. */
const wordOf = (body: string): string => (/^[a-z_]{3,40}$/.test(body) ? ` (${body})` : '');

/** The failure of one call of several; nothing when it succeeded. */
export function trouble(
  who: string,
  answer: HttpAnswer,
): Exclude<Delivery, { kind: 'delivered' }> | undefined {
  const delivery = judgeAnswer(who, answer);
  return delivery.kind === 'delivered' ? undefined : delivery;
}
