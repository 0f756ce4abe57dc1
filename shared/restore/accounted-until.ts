import type { SubjectMemory } from '../domain/memory';
import { isTrailState } from '../domain/trail';

/**
 * A stop at or before this time is dealt with: it is in the state that a person accepted, in an incident, or
 * was part of a planned change. Every one of these is a time of AWS's, read with the stop itself. Never a clock
 * of ours, nor of the person who accepts a baseline: one that is ten minutes fast would hide ten minutes of stops.
 */
export function accountedUntil({ baseline, episode, plannedUntil }: SubjectMemory): string {
  const state = baseline?.state;
  const accepted = state && isTrailState(state) ? state.status.stoppedAt?.at : undefined;
  return [accepted ?? '', episode?.accountedUntil ?? '', plannedUntil ?? ''].sort().at(-1) ?? '';
}
