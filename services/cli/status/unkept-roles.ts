import { baselineRows } from '../../../shared/aws/baselines/find-baselines';
import type { Table } from '../../../shared/aws/table/table';
import { lacksBoundaryText } from '../../../shared/domain/boundary-text';
import type { ListedAccount } from '../../../shared/domain/coverage';
import { ofEach } from '../options/baseline-options';

/** Roles of ours whose baseline is from before the text of their boundary was read: no look finds another text. */
export interface Unkept {
  readonly accountId: string;
  readonly name: string;
  /** Their ARNs. */
  readonly roles: readonly string[];
}

export const unkeptIn = (
  table: Table,
  accounts: readonly ListedAccount[],
  partition: string,
): Promise<readonly Unkept[]> =>
  ofEach(
    accounts.filter(({ state }) => state === 'ACTIVE'),
    async ({ id: accountId, name }) => {
      const rows = await baselineRows(table, accountId, `warden#arn:${partition}:iam::`);
      const roles = rows.flatMap(({ baseline }) =>
        baseline && !baseline.retired && lacksBoundaryText(baseline.state)
          ? baseline.subject.id
          : [],
      );
      return roles.length > 0 ? [{ accountId, name, roles }] : [];
    },
  );
