import type { SourcedTime, TrailStatus } from './trail';

/** From the moment logging stopped to the moment it ran again; `to` is absent while it is blind. */
export interface BlindWindow {
  readonly from: SourcedTime;
  readonly to?: SourcedTime;
}

export const blindMs = ({ from, to }: BlindWindow): number | undefined =>
  to && Math.max(0, Date.parse(to.at) - Date.parse(from.at));

/**
 * The window the status itself proves, when it is later than `accountedUntil`.
 *
 *   accountedUntil      stoppedAt        startedAt
 *   ──────●─────────────────●▓▓▓▓▓▓▓▓▓▓▓▓▓▓●──────────►   logging again, window closed
 *   ──────●─────────────────●▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓►   still blind (startedAt is older or absent)
 */
export function blindWindow(
  status: TrailStatus,
  accountedUntil: string,
  observedAt: string,
): BlindWindow | undefined {
  const { isLogging, startedAt, stoppedAt } = status;
  const from = stoppedAt ?? (isLogging ? undefined : clockTime(observedAt));
  if (!from || (isLogging && from.at <= accountedUntil)) return undefined;
  if (!isLogging) return { from };
  return { from, to: startedAt && startedAt.at >= from.at ? startedAt : clockTime(observedAt) };
}

export const clockTime = (at: string): SourcedTime => ({ at, source: 'clock' });
