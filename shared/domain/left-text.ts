import type { IncidentSummary } from './incident';

/** Of a difference that nothing puts back, in each sentence about one. */
export const NOT_WEAKER = 'and nothing of that is weaker';

/** A call on a guarded subject that took nothing away: what was called, and in what the subject differs. */
export interface LeftText {
  readonly calls: string;
  readonly left: string;
}

/**
 * Nothing where there was tampering, where it was put back, and where a call left no difference: its incident is
 * told as before.
 */
export function leftText({
  sentence,
  state,
  outcome,
  blindMs = 0,
}: Pick<IncidentSummary, 'sentence' | 'state' | 'outcome'> &
  Partial<Pick<IncidentSummary, 'blindMs'>>): LeftText | undefined {
  if (state !== 'restored' || outcome !== 'unchanged' || blindMs > 0) return undefined;
  const [, calls, left] = FORM.exec(sentence) ?? [];
  return calls && left ? { calls, left } : undefined;
}

const FORM = new RegExp(`^(.+?) was called on .+?: (it differs in .+, ${NOT_WEAKER}.*)\\.$`);
