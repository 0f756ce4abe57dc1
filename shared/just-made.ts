import type { Signal } from './domain/signal';
import type { Subject } from './domain/subject';
import { creationsAmong } from './tampering';

/** CreateTrail is one call and StartLogging another: people and consoles send both within seconds. */
const GRACE_MS = 60_000;

/**
 * Was it made within the last minute, as far as what made us look tells? Its place is watched since then, so
 * the looks of that series stand for the event. What is said twice, or late, is no longer of now.
 */
export function isJustMade(subject: Subject, signals: readonly Signal[], now: string): boolean {
  const events = signals.filter((signal) => signal.kind === 'event');
  const times = [
    ...creationsAmong(subject, events).map(({ eventTime }) => eventTime),
    ...signals.flatMap((signal) =>
      signal.kind === 'check' ? (signal.watch?.startedAt ?? []) : [],
    ),
  ];
  return times.some((at) => Date.parse(now) - Date.parse(at) < GRACE_MS);
}
