import type { BlindWindow } from './blind-window';

/** `842 ms`, `12.4 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.floor(ms)} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60_000) / 1_000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * How long it was blind. AWS's event times are cut to whole seconds. So where an event gives the beginning, the dark
 * began within that second, and the time told is the longest that it can have been.
 */
export const blindDuration = (ms: number, windows: readonly Pick<BlindWindow, 'from'>[]): string =>
  `${windows.some(({ from }) => from.source === 'event') ? 'at most ' : ''}${durationText(ms)}`;
