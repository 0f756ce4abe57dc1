import { isSeenOf, type Observation } from './domain/observation';
import { type EventSignal, succeeded } from './domain/signal';
import type { SourcedTime } from './domain/trail';

/**
 * Where the account does not say when a trail was stopped or deleted, the event's word is better than
 * none.
 */
export function withClaimedStop(
  observation: Observation,
  events: readonly EventSignal[],
): Observation {
  if (!isSeenOf(observation, 'trail') || observation.kind === 'unreachable') return observation;
  if (observation.kind === 'absent') {
    const goneAt = timeOf('DeleteTrail', events);
    return goneAt ? { ...observation, goneAt } : observation;
  }
  const { status } = observation.state;
  const stoppedAt = status.stoppedAt ?? timeOf('StopLogging', events);
  if (!stoppedAt) return observation;
  return {
    ...observation,
    state: { ...observation.state, status: { ...status, stoppedAt } },
  };
}

function timeOf(eventName: string, events: readonly EventSignal[]): SourcedTime | undefined {
  const event = events.find((one) => one.evidence.eventName === eventName && succeeded(one));
  return event && { at: event.eventTime, source: 'event' };
}
