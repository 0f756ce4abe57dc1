import type { Unfinished } from '../../domain/coverage';
import { isPassing } from '../../domain/happening';
import { describeObstacle, type Obstacle, type ObstacleKind } from '../../domain/obstacle';
import type { Reconciliation } from '../../domain/reconciliation';

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
