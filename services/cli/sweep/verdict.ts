import { exitCode } from '../user-error';
import type { SeenSoFar } from './seen-so-far';

/**
 * Bad when something is known to be unguarded or was not put back. Not knowing is another answer: a
 * place that could not be read, or that nobody looked at in time, is never fine.
 */
export function verdict({ places, incidents }: SeenSoFar): number {
  const isOpen = incidents.some(({ state }) => state !== 'restored');
  const looked = places.filter(({ answer }) => answer === 'looked');
  if (isOpen || looked.some(({ state }) => state === 'blind' || state === 'not enrolled')) {
    return exitCode.bad;
  }
  const isKnown = looked.length === places.length;
  return isKnown && looked.every(({ state }) => state === 'guarded')
    ? exitCode.ok
    : exitCode.unreachable;
}
