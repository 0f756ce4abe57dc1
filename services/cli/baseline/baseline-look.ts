import type { Row } from '../../../shared/aws/baselines/find-baselines';
import type { Connection } from '../../../shared/aws/connection';
import { observeSubject } from '../../../shared/aws/observe-subject';
import type { Baseline } from '../../../shared/domain/baseline';
import type { Known } from '../../../shared/domain/observation';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { allParts } from '../../../shared/domain/parts';
import type { NamedSubject } from '../options/named-subject';
import type { PlaceOptions } from '../options/place-option';
import { placeSubject } from '../options/place-subject';
import { reachMembers } from '../target/reach-members';
import { connectionTo, type Target } from '../target/target';
import { exitCode, UserError } from '../terminal/user-error';

export interface Compared {
  /** Absent when it was never said what it must be, or what lies there does not tell. */
  readonly baseline?: Baseline;
  /** Where the baseline comes from; absent when it was never said what it must be. */
  readonly row?: Row;
  /** Why the row is not to be believed; absent when it is genuine, or is not there. */
  readonly forged?: string;
  readonly observation: Known;
  /** As whom it was read: may read the table, and writes nothing. */
  readonly operator: Connection;
}

/** What a subject must be and what it is, read through the reader role. Not knowing is an error. */
export async function lookAt(named: NamedSubject, target: Target & PlaceOptions): Promise<Compared> {
  const { operator, services } = await reachMembers(connectionTo(target));
  const { subject, row, forged, hasRegion } = await placeSubject(named, target, operator);
  if (!hasRegion) {
    throw new UserError(
      `Neither the ARN nor a baseline says in which Region ${named.id} is; give it with --in.`,
    );
  }
  const eyes = services(subject);
  const observation = await observeSubject(subject, allParts(subject.kind), eyes, () => new Date());
  if (observation.kind === 'unreachable') {
    throw new UserError(
      `${subject.id} could not be read: ${describeObstacle(observation.why)}.`,
      exitCode.unreachable,
    );
  }
  const baseline = row?.baseline;
  return {
    observation,
    operator,
    ...(row && { row }),
    ...(forged && { forged }),
    ...(baseline && { baseline }),
  };
}
