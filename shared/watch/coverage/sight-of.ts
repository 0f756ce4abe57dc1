import type { SeenTrail } from '../../domain/coverage';
import { isSeenOf, type Observation } from '../../domain/observation';
import type { Obstacle } from '../../domain/obstacle';
import type { Sight } from './judge';

/** What the look at a place's own trails says about its coverage. `missed`: its trails could not be listed. */
export function sightOf(observations: readonly Observation[], missed?: Obstacle): Sight {
  const ofTrails = observations.filter((observation) => isSeenOf(observation, 'trail'));
  return {
    seen: ofTrails.flatMap(seenIn),
    missed: [
      ...(missed ? [{ why: missed }] : []),
      ...ofTrails.flatMap((one) =>
        one.kind === 'unreachable' ? { why: one.why, trail: one.subject.id } : [],
      ),
    ],
  };
}

function seenIn(observation: Observation<'trail'>): readonly SeenTrail[] {
  if (observation.kind !== 'present') return [];
  const { subject, state } = observation;
  const { latestDeliveryError: deliveryError } = state.status;
  return [
    {
      id: subject.id,
      isLogging: state.status.isLogging,
      isMultiRegion: state.settings.isMultiRegionTrail,
      isOrganization: state.settings.isOrganizationTrail,
      ...(state.selectors && { selectors: state.selectors }),
      ...(deliveryError && { deliveryError }),
    },
  ];
}
