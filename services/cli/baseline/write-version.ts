import { type Acceptance, acceptBaseline } from '../../../shared/aws/baselines/accept-baseline';
import { historyRows } from '../../../shared/aws/baselines/find-baselines';
import { nextVersion } from '../../../shared/aws/baselines/next-version';
import type { Connection } from '../../../shared/aws/connection';
import { openTable } from '../../../shared/aws/table/table';
import type { Baseline } from '../../../shared/domain/baseline';
import { exitCode, UserError } from '../terminal/user-error';
import type { Compared } from './baseline-look';
import { sealOf } from './baseline-verified';

/**
 * Writes the next version of a baseline, under the first number that is not spoiled: rows of the history are not
 * replaced. Refuses, in a sentence, when another person was faster.
 */
export async function writeVersion(
  { row, forged }: Pick<Compared, 'row' | 'forged'>,
  where: { readonly connection: Connection; readonly table: string },
  said: Omit<Baseline, 'version'>,
): Promise<Baseline> {
  const table = openTable(where.table, where.connection);
  const seal = sealOf(where.connection);
  const history = forged ? await historyRows(table, said.subject) : [];
  const first = nextVersion(row, history, forged !== undefined);
  let acceptance: Acceptance = { kind: 'overtaken', by: undefined };
  for (let version = first; version < first + MOST_SPOILED; version += 1) {
    const next = { ...said, version };
    acceptance = await acceptBaseline(table, next, { seal, ...(row && { over: row }) });
    if (acceptance.kind !== 'spoiled') break;
  }
  if (acceptance.kind === 'overtaken') throw overtaken(said.subject.id, acceptance.by);
  if (acceptance.kind === 'spoiled') throw spoiled(said.subject.id);
  return acceptance.baseline;
}

const MOST_SPOILED = 100;

const spoiled = (id: string): UserError =>
  new UserError(
    `${id} took no new version: the next ${MOST_SPOILED} versions in the history have no valid seal; remove them first.`,
    exitCode.bad,
  );

const overtaken = (id: string, by: Baseline | undefined): UserError =>
  new UserError(
    by
      ? `${id} took no new version: version ${by.version} was accepted meanwhile by ${by.capturedBy} (${by.why}); look at it and repeat the command.`
      : `${id} took no new version: its baseline is gone from the table.`,
    exitCode.bad,
  );
