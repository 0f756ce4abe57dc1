import { currentBaseline } from '../../shared/aws/baselines/find-baselines';
import { observeTrail } from '../../shared/aws/observe-trail';
import { openTable } from '../../shared/aws/table/table';
import type { Baseline } from '../../shared/domain/baseline';
import type { Known } from '../../shared/domain/observation';
import { describeObstacle } from '../../shared/domain/obstacle';
import type { Subject } from '../../shared/domain/subject';
import { trailParts } from '../../shared/domain/trail';
import { reachMembers } from './reach-members';
import { connectionTo, type Target } from './target';
import { exitCode, UserError } from './user-error';

export interface Compared {
  /** Absent when nobody ever said what it must be. */
  readonly baseline?: Baseline<'trail'>;
  readonly observation: Known<'trail'>;
}

/** What a trail must be and what it is, read through the reader role. Not knowing is an error. */
export async function lookAt(subject: Subject<'trail'>, target: Target): Promise<Compared> {
  const { operator, clients } = await reachMembers(connectionTo(target));
  const client = clients.client(subject.accountId, subject.region);
  const [baseline, observation] = await Promise.all([
    currentBaseline(openTable(target.table, operator), subject),
    observeTrail(subject, new Set(trailParts), client, () => new Date()),
  ]);
  if (observation.kind === 'unreachable') {
    throw new UserError(
      `${subject.id} could not be read: ${describeObstacle(observation.why)}.`,
      exitCode.unreachable,
    );
  }
  return { ...(baseline && { baseline }), observation };
}
