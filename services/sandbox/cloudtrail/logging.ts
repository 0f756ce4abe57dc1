import type { Trail } from './state';

/** Starting a trail that logs succeeds and leaves its start time alone (unverified, see FIDELITY.md). */
export function startLogging(trail: Trail, at: Date): void {
  if (trail.logging.isLogging) return;
  trail.logging = { ...trail.logging, isLogging: true, startLoggingTime: at };
}

/** Stopping a stopped trail succeeds and leaves its stop time alone (unverified, see FIDELITY.md). */
export function stopLogging(trail: Trail, at: Date): void {
  if (!trail.logging.isLogging) return;
  trail.logging = { ...trail.logging, isLogging: false, stopLoggingTime: at };
}
