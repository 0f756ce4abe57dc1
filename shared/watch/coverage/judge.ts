import type { Coverage, CoveringTrail, Missed, SeenTrail, Shortfall } from '../../domain/coverage';
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
