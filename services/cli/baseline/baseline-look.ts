import { createHash } from 'node:crypto';
import type { Row } from '../../../shared/aws/baselines/find-baselines';
import type { Connection } from '../../../shared/aws/connection';
import { observeWhole } from '../../../shared/aws/observe-subject';
import type { Baseline } from '../../../shared/domain/baseline';
import { given } from '../../../shared/domain/given';
import type { Known } from '../../../shared/domain/observation';
import { describeObstacle } from '../../../shared/domain/obstacle';
import type { StateBySubject, SubjectKind } from '../../../shared/domain/subject';
import { lastingText } from '../../../shared/restore/differences';
import type { NamedSubject, PlaceOptions } from '../options/named-subject';
import { placeSubject } from '../options/place-subject';
import { reachMembers } from '../target/reach-members';
import type { Target } from '../target/target';
import { exitCode, UserError } from '../terminal/user-error';

export interface Compared {
  /** Absent when the subject never had a baseline, or its row cannot be read. */
  readonly baseline?: Baseline;
  /** Where the baseline comes from; absent when there never was one. */
  readonly row?: Row;
  /** Why the row must not be believed; absent when it is genuine, or there is none. */
  readonly forged?: string;
  readonly observation: Known;
  /** The credentials it was read with: they may read the table, and write nothing. */
  readonly operator: Connection;
}

/** A subject's baseline and its present state, read through the reader role. Not knowing is an error. */
export async function lookAt(
  named: NamedSubject,
  target: Target & PlaceOptions,
): Promise<Compared> {
  const { operator, services } = await reachMembers(target);
  const { subject, row, forged, hasRegion } = await placeSubject(named, target, operator);
  if (!hasRegion) {
    throw new UserError(
      `Neither the ARN nor a baseline says in which Region ${named.id} is; give it with --in.`,
    );
  }
  const observation = await observeWhole(subject, services(subject));
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
    ...given({ row, forged, baseline }),
  };
}

/** The same for the same state, so that a person can accept exactly the state that was shown. */
export const fingerprint = (kind: SubjectKind, state: StateBySubject[SubjectKind]): string =>
  createHash('sha256').update(lastingText(kind, state)).digest('hex').slice(0, 12);
