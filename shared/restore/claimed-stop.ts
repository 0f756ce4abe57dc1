import type { Episode } from '../domain/memory';
import { isSeenOf, type Observation } from '../domain/observation';
import { type EventSignal, succeeded } from '../domain/signal';
import type { SourcedTime, TrailStatus } from '../domain/trail';

/**
 * Where the account does not say when a trail was stopped or deleted, the event's time is better than none: that of
 * the newest event, unless it is of an earlier time, since an old event may be delivered once more. `episode` says
 * when the trail was last seen whole.
 */
export function withClaimedStop(
  observation: Observation,
  events: readonly EventSignal[],
  episode?: Episode,
): Observation {
  if (!isSeenOf(observation, 'trail') || observation.kind === 'unreachable') return observation;
  const { observedAt } = observation;
  const within = { episode, until: observedAt };
  if (observation.kind === 'absent') {
    const goneAt = timeOf('DeleteTrail', events, within);
    return goneAt ? { ...observation, goneAt } : observation;
  }
  const { status } = observation.state;
  const stoppedAt = status.stoppedAt ?? timeOf('StopLogging', events, within);
  const goneAt = timeOf('DeleteTrail', events, within);
  const isMadeAgain = goneAt && isOfAfter(status, goneAt);
  if (!stoppedAt && !isMadeAgain) return observation;
  return {
    ...observation,
    ...(isMadeAgain && { goneAt }),
    state: { ...observation.state, status: { ...status, ...(stoppedAt && { stoppedAt }) } },
  };
}

/** A deletion removes the trail's times as well: what its status tells of an earlier time was read before that. */
const isOfAfter = ({ startedAt, stoppedAt }: TrailStatus, { at }: SourcedTime): boolean =>
  [startedAt, stoppedAt].every((time) => time === undefined || time.at >= at);

/** Since then no stop is accounted for; absent where the trail was never seen to be whole again. */
function seenWhole(episode: Episode | undefined): string | undefined {
  const { state, observedAt, accountedUntil } = episode ?? {};
  return [state === 'restored' ? observedAt : undefined, accountedUntil]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
}

/** AWS's event times are whole seconds, and its clock is not ours. */
const SKEW_MS = 2_000;

function timeOf(
  eventName: string,
  events: readonly EventSignal[],
  within: { readonly episode: Episode | undefined; readonly until: string },
): SourcedTime | undefined {
  const isOne = ({ evidence }: EventSignal) => evidence.eventName === eventName;
  return timesOf(events.filter(isOne), within).at(-1);
}

/** When these calls took effect, oldest first, without those of an earlier time. */
export function timesOf(
  events: readonly EventSignal[],
  { episode, until }: { readonly episode: Episode | undefined; readonly until: string },
): readonly SourcedTime[] {
  const after = seenWhole(episode);
  const earliest = after === undefined ? 0 : Date.parse(after) - SKEW_MS;
  const latest = Date.parse(until) + SKEW_MS;
  return events
    .filter(succeeded)
    .map(({ eventTime }) => eventTime)
    .filter((time) => Date.parse(time) >= earliest && Date.parse(time) <= latest)
    .sort()
    .map((at) => ({ at, source: 'event' }));
}
