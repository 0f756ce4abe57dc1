import type { Span } from '../../shared/domain/dark';
import { secondAfter, secondOf } from '../../shared/investigate/dark/spans';

export interface Times {
  readonly now: Date;
  /** What Event history has and will not change any more. */
  readonly settled: Span;
  /** What it may still be getting. */
  readonly unsettled: Span;
}

/** [D] view-cloudtrail-events: Event history keeps 90 days. An hour less, so that nothing ends while it is read. */
const HISTORY_MS = 90 * 86_400_000 - 3_600_000;

export function historySpans(now: Date, delayMinutes: number): Times {
  const to = secondOf(now.getTime() - delayMinutes * 60_000 - 1_000);
  return {
    now,
    settled: { from: secondOf(now.getTime() - HISTORY_MS), to },
    unsettled: { from: secondAfter(to), to: secondOf(now) },
  };
}
