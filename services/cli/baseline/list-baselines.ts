import { baselineRows } from '../../../shared/aws/baselines/find-baselines';
import { accountText } from '../../../shared/domain/account-text';
import { plainly } from '../../../shared/tell/report/plain';
import { accountsOrAll, ofEach } from '../options/baseline-options';
import { operatorOf } from '../target/become-operator';
import { placesOption, type Target } from '../target/target';
import { print, printList, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { baselineRowFor, sealCell } from './baseline-print';
import { sealOf, type Verified, verified } from './baseline-verified';

interface BaselineListOptions extends Target {
  readonly account?: readonly string[];
}

export async function listBaselines(options: BaselineListOptions): Promise<void> {
  placesOption(options);
  const { operator, table } = await operatorOf(options);
  const accounts = await accountsOrAll(options.account, operator);
  const seal = sealOf(operator);
  const rows = await ofEach(accounts, async ({ id: accountId, name: accountName }) =>
    Promise.all(
      (await baselineRows(table, accountId)).map(async (row) => ({
        ...(await verified(row, seal)),
        accountId,
        accountName,
      })),
    ),
  );
  if (rows.some(({ forged }) => forged)) process.exitCode = exitCode.bad;
  if (options.json) printList('baselines', rows.map(forPrograms));
  else if (rows.length === 0) print('No baselines: "trailwarden sweep" has them captured.');
  else {
    printTable(
      ['Account', 'Subject', 'Version', 'Since', 'By', 'Why', 'Seal'],
      plainly(rows).map(({ row: { baseline, subjectKey }, forged, ...account }) => [
        accountText(account),
        subjectKey,
        ...(baseline ? baselineRowFor(baseline) : ['-', '-', '-', '-']),
        sealCell(forged),
      ]),
    );
  }
}

const forPrograms = ({
  row: { baseline, subjectKey },
  forged,
  accountName,
}: Verified & { readonly accountName: string }) => ({
  ...(baseline ?? { subjectKey }),
  accountName,
  forged,
});
