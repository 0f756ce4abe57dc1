import { type Counting, startCensus } from '../../shared/coverage/census';
import type { KnownCoverage, Sweep } from '../../shared/domain/coverage';
import type { Measurements } from '../../shared/metrics/metrics';

/** How long the asking took, the pauses of one that died and was continued included. */
export const measureSweep = ({
  startedAt,
  finishedAt,
  accounts,
  regions,
}: Sweep): Measurements => ({
  ...(finishedAt && { SweepDuration: [(Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000] }),
  SweepChecks: [accounts * regions.length],
});

/** Of how many places what is known. Rejects when that could not be read. */
export async function measurePlaces(
  sweep: Sweep,
  coverage: AsyncIterable<readonly KnownCoverage[]>,
  now: Date,
): Promise<Measurements> {
  const census: Counting = startCensus(sweep, now);
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
