import type { Heartbeat } from '../../domain/heartbeat';
import type { Obstacle } from '../../domain/obstacle';
import { silentSince } from './silence';

/** The beats of an account × Region as they stand now. */
export type Pulse =
  | { readonly kind: 'heard'; readonly at: string; readonly latencyMs: number }
  /** Beats leave and none arrives. */
  | { readonly kind: 'silent'; readonly since: string; readonly heardAt?: string }
  /** The last beat could not be sent, which says nothing about the way. */
  | { readonly kind: 'unsent'; readonly at: string; readonly why: Obstacle }
  /** None was sent yet, or the first may still be on its way. */
  | { readonly kind: 'none' };

/** `heartbeat` is absent for a place that never beat. */
export function pulseOf(heartbeat: Heartbeat | undefined, now: Date): Pulse {
  const { heardAt, latencyMs = 0, unsent, unsentAt } = heartbeat ?? {};
  if (unsent && unsentAt) return { kind: 'unsent', at: unsentAt, why: unsent };
  const since = heartbeat && silentSince(heartbeat, now.toISOString());
  if (since) return { kind: 'silent', since, ...(heardAt && { heardAt }) };
  return heardAt ? { kind: 'heard', at: heardAt, latencyMs } : { kind: 'none' };
}
