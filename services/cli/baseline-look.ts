import { currentRow, type Row } from '../../shared/aws/baselines/find-baselines';
import { observeTrail } from '../../shared/aws/observe-trail';
import { openTable } from '../../shared/aws/table/table';
import type { Baseline } from '../../shared/domain/baseline';
import type { Known } from '../../shared/domain/observation';
import { describeObstacle } from '../../shared/domain/obstacle';
import type { Subject } from '../../shared/domain/subject';
import { trailParts } from '../../shared/domain/trail';
import { sealOf, verified } from './baseline-verified';
import { reachMembers } from './reach-members';
import { connectionTo, type Target } from './target';
import { exitCode, UserError } from './user-error';

export interface Compared {
  /** Absent when nobody ever said what it must be, or nobody can tell from what lies there. */
  readonly baseline?: Baseline<'trail'>;
  /** Where the baseline comes from; absent when nobody ever said what it must be. */
  readonly row?: Row<'trail'>;
  /** Why the row is not to be believed; absent when it is genuine, or is not there. */
  readonly forged?: string;
  readonly observation: Known<'trail'>;
}

/** What a trail must be and what it is, read through the reader role. Not knowing is an error. */
export async function lookAt(subject: Subject<'trail'>, target: Target): Promise<Compared> {
  const { operator, clients } = await reachMembers(connectionTo(target));
  const client = clients.client(subject.accountId, subject.region);
  const [row, observation] = await Promise.all([
    currentRow(openTable(target.table, operator), subject),
    observeTrail(subject, new Set(trailParts), client, () => new Date()),
  ]);
  if (observation.kind === 'unreachable') {
    throw new UserError(
      `${subject.id} could not be read: ${describeObstacle(observation.why)}.`,
      exitCode.unreachable,
    );
  }
  if (!row) return { observation };
  const { baseline } = row;
  return { observation, ...(await verified(row, sealOf(operator))), ...(baseline && { baseline }) };
}
