import type { Memory } from './memory';
import { isSeenOf, type Observation } from './observation';
import type { TrailState } from './trail';

/**
 * Why a trail must not become a baseline, however fit it is: it has the name of one that is guarded in another
 * Region. A multi-Region trail is seen in every Region, and keeps the other from being made there again.
 */
export function nameHeldBy(observation: Observation, memory: Memory): string | undefined {
  if (memory.kind !== 'known' || observation.kind !== 'present' || !isSeenOf(observation, 'trail'))
    return undefined;
  const { subject, state } = observation;
  const guarded = Object.values(memory.subjects).flatMap(({ baseline }) =>
    baseline && !baseline.retired && baseline.subject.kind === 'trail' ? baseline : [],
  );
  const held = guarded.find(
    (other) =>
      other.subject.region !== subject.region &&
      nameOf(other.subject.id) === nameOf(subject.id) &&
      (isEverywhere(state) || isEverywhere(other.state as TrailState)),
  );
  return (
    held &&
    `it has the name of ${held.subject.id}, which has one, and AWS takes only one of them; delete it (aws cloudtrail delete-trail --region ${subject.region} --name ${subject.id})`
  );
}

const isEverywhere = ({ settings }: TrailState): boolean => settings.isMultiRegionTrail;

/** Of one account: memory is of one. */
const nameOf = (arn: string): string => arn.slice(arn.indexOf(':trail/'));
