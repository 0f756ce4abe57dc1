import { exitCode } from '../terminal/user-error';
import type { SeenSoFar } from './seen-so-far';

/**
 * Bad when something is known to be unguarded or was not put back. Not knowing is another answer: a
 * place that could not be read, or that was not looked at in time, is never fine.
 */
export function verdict({ places, incidents }: SeenSoFar): number {
  const isOpen = incidents.some(({ state }) => state !== 'restored');
  const seen = places.filter(({ answer }) => answer !== 'waiting');
  if (isOpen || seen.some(({ state }) => state === 'blind' || state === 'not enrolled')) {
    return exitCode.bad;
  }
  const isKnown = places.every(({ answer, state }) => answer === 'looked' && state === 'guarded');
  return isKnown ? exitCode.ok : exitCode.unreachable;
}
