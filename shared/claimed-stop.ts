import type { Observation } from './domain/observation';
import { type EventSignal, succeeded } from './domain/signal';

/** Where the account does not say when a trail was stopped, the event's word is better than none. */
export function withClaimedStop(
  observation: Observation,
  events: readonly EventSignal[],
): Observation {
  if (observation.kind !== 'present' || observation.state.status.stoppedAt) return observation;
  const stop = events.find(
    (event) => event.evidence.eventName === 'StopLogging' && succeeded(event),
  );
  if (!stop) return observation;
  const stoppedAt = { at: stop.eventTime, source: 'event' } as const;
  const status = { ...observation.state.status, stoppedAt };
  return { ...observation, state: { ...observation.state, status } };
}
