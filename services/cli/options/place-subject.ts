import { currentRow, type Row } from '../../../shared/aws/baselines/find-baselines';
import type { Connection } from '../../../shared/aws/connection';
import { openTable } from '../../../shared/aws/table/table';
import { given } from '../../../shared/domain/given';
import type { Subject } from '../../../shared/domain/subject';
import { sealOf, verified } from '../baseline/baseline-verified';
import type { Target } from '../target/target';
import { UserError } from '../terminal/user-error';
import { accountsOrAll, ofEach } from './baseline-options';
import type { NamedSubject, PlaceOptions } from './named-subject';

export interface Placed {
  readonly subject: Subject;
  /** Absent when it was never said what it must be. */
  readonly row?: Row;
  /** Why the row is not to be believed; absent when it is genuine, or is not there. */
  readonly forged?: string;
  /** Whether it was said in which Region it is; the home Region is assumed otherwise. */
  readonly hasRegion: boolean;
}

/**
 * Where a subject is: what its ARN says, else what the person says, else what its baseline says. A
 * baseline that is forged says nothing. Refuses when the account is unknown.
 */
export async function placeSubject(
  named: NamedSubject,
  target: Target & PlaceOptions,
  operator: Connection,
): Promise<Placed> {
  const { accountId, row } = await accountOf(named, target, operator);
  const forged = row && (await verified(row, sealOf(operator))).forged;
  const believed = forged ? undefined : row?.baseline?.subject.region;
  const region = named.region ?? target.in ?? believed;
  return {
    subject: inAccount(named, accountId, region ?? homeOf(operator)),
    ...given({ row, forged }),
    hasRegion: region !== undefined,
  };
}

/** The account, and what the table holds there; every account is asked only when none was named. */
export async function accountOf(
  named: NamedSubject,
  target: Target & PlaceOptions,
  operator: Connection,
): Promise<{ readonly accountId: string; readonly row?: Row }> {
  const table = openTable(target.table, operator);
  const said = named.accountId ?? target.account;
  const accounts = await accountsOrAll(said === undefined ? undefined : [said], operator);
  const found = await ofEach(accounts, async ({ id: accountId }) => {
    const row = await currentRow(table, inAccount(named, accountId, homeOf(operator)));
    return row ? [{ accountId, row }] : [];
  });
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  if (!first && said !== undefined) return { accountId: said };
  throw unknownAccount(
    named.id,
    found.map(({ accountId }) => accountId),
  );
}

const homeOf = ({ region = 'us-east-1' }: Connection): string => region;

const inAccount = ({ kind, id }: NamedSubject, accountId: string, region: string): Subject => ({
  kind,
  id,
  accountId,
  region,
});

const unknownAccount = (id: string, accounts: readonly string[]): UserError =>
  new UserError(
    accounts.length > 1
      ? `${id} has a baseline in each of ${accounts.join(', ')}; say with --account which is meant.`
      : `Neither the ARN nor a baseline says in which account ${id} is; give it with --account.`,
  );
