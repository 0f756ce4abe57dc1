import type { KnownCoverage, Sweep } from '../../shared/domain/coverage';
import type { Heartbeat } from '../../shared/domain/heartbeat';
import type { Ticking } from '../../shared/domain/tick';
import { type Counting, startCensus } from '../../shared/watch/coverage/census';
import { unansweredSince } from '../../shared/watch/heartbeat/beats';
import { placeKey, silencesIn } from '../../shared/watch/heartbeat/with-ticks';
import { type Measurements, metricLines } from '../../shared/watch/metrics/metrics';

/** Writes it into the log, from which CloudWatch makes metrics. */
export function tell(measured: Measurements, at: Date): void {
  for (const line of metricLines(measured, at)) process.stdout.write(`${line}\n`);
}

/** How long the asking took, including the pauses of a sweep that died and was continued. */
export const measureSweep = ({
  startedAt,
  finishedAt,
  accounts,
  regions,
}: Sweep): Measurements => ({
  ...(finishedAt && { SweepDuration: [(Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000] }),
  SweepChecks: [accounts * regions.length],
});

/** The known state of every place. */
export interface Known {
  readonly coverage: AsyncIterable<readonly KnownCoverage[]>;
  readonly ticks: readonly Ticking[];
  readonly heartbeats: readonly Heartbeat[];
}

/** The number of places in each state; the minute counts the silent ones. Rejects when it could not be read. */
export async function measurePlaces(
  sweep: Sweep,
  { coverage, ticks, heartbeats }: Known,
  now: Date,
): Promise<Measurements> {
  const silent = new Set(silencesIn(ticks, now).keys());
  for (const one of heartbeats) if (unansweredSince(one, now)) silent.add(placeKey(one));
  const census: Counting = startCensus(sweep, now, (place) => silent.has(placeKey(place)));
  for await (const looks of coverage) census.add(looks);
  const { guarded, blind, unreachable, notEnrolled, unseen } = census.end();
  return {
    PlacesGuarded: [guarded],
    PlacesBlind: [blind],
    PlacesUnreachable: [unreachable],
    PlacesNotEnrolled: [notEnrolled],
    PlacesUnseen: [unseen],
  };
}
