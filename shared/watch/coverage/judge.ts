import type {
  Coverage,
  CoveringTrail,
  Missed,
  SeenTrail,
  Shortfall,
  Unfinished,
} from '../../domain/coverage';
import { isPassing } from '../../domain/happening';
import { isSeenOf, type Observation } from '../../domain/observation';
import { describeObstacle, type Obstacle, type ObstacleKind } from '../../domain/obstacle';
import type { Reconciliation } from '../../domain/reconciliation';
import { ALL_MANAGEMENT, missingStreams, type Selectors } from '../../domain/selectors';

/** Everything that a look at an account × Region saw of trails, and what it could not see. */
export interface Sight {
  readonly seen: readonly SeenTrail[];
  readonly missed: readonly Missed[];
}

/**
 * Is this place guarded? One trail that meets the floor is enough, even if others could not be read. Without one,
 * any trail that could not be read might be it, so the place is not known to be blind.
 */
export function judge({ seen, missed }: Sight): Coverage {
  const judged = seen.map((trail) => ({ ...named(trail), lacks: shortfallsOf(trail) }));
  const guards = judged.filter(({ lacks }) => lacks.length === 0);
  if (guards.length > 0) return { kind: 'guarded', trails: guards.map(named) };
  const [first] = missed;
  return first ? { kind: 'unreachable', ...first } : { kind: 'blind', trails: judged };
}

const named = ({ id, isOrganization, deliveryError }: CoveringTrail): CoveringTrail => ({
  ...{ id, isOrganization },
  ...(deliveryError && { deliveryError }),
});

function shortfallsOf({ isLogging, isMultiRegion, selectors }: SeenTrail): readonly Shortfall[] {
  return [
    ...(isLogging ? [] : (['not logging'] as const)),
    ...(isMultiRegion ? [] : (['one Region only'] as const)),
    ...(selectors && selectsAllManagement(selectors)
      ? []
      : (['not all management events'] as const)),
  ];
}

const selectsAllManagement = (selectors: Selectors): boolean =>
  missingStreams(ALL_MANAGEMENT, selectors).length === 0;

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

type Look = Pick<Reconciliation, 'again' | 'observation' | 'taken'>;

/**
 * Looks of a place that are repeated in a moment: AWS was too busy for them, did not answer, or the subject changed
 * meanwhile. A refusal is an answer. Throttling is told before any other reason.
 */
export function unfinishedOf(looks: readonly Look[], missed?: Obstacle): Unfinished | undefined {
  const left = [
    ...(missed && isPassing(missed) ? [{ why: describeObstacle(missed), met: missed.kind }] : []),
    ...looks.flatMap(leftOf),
  ];
  return left.find(({ met }) => met === 'throttled') ?? left[0];
}

function leftOf(look: Look): readonly { readonly why: string; readonly met?: ObstacleKind }[] {
  const { again } = look;
  if (again === undefined) return [];
  const obstacle = obstacleTo(look);
  if (obstacle && !isPassing(obstacle)) return [];
  return [{ why: again, ...(obstacle && { met: obstacle.kind }) }];
}

const obstacleTo = ({ observation, taken }: Look): Obstacle | undefined =>
  observation.kind === 'unreachable'
    ? observation.why
    : taken.findLast(({ obstacle }) => obstacle)?.obstacle;
