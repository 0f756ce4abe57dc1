import { Command } from 'commander';
import { baselineRows } from '../../shared/aws/baselines/find-baselines';
import { openTable } from '../../shared/aws/table/table';
import { accountsOrAll, ofEach } from './baseline-options';
import { baselineRowFor, sealCell } from './baseline-print';
import { sealOf, type Verified, verified } from './baseline-verified';
import { print, printJson, printTable } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, placesOption, type Target, withTarget } from './target';
import { exitCode } from './user-error';

interface Options extends Target {
  readonly account?: readonly string[];
  readonly json?: boolean;
}

export const baselineListCommand = (): Command =>
  withTarget(new Command('list'))
    .description('what every trail must be, in one line each')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when any is forged.\nExample:\n  trailwarden baseline list --account 111122223333',
    )
    .action(listBaselines);

async function listBaselines(options: Options): Promise<void> {
  placesOption({ account: options.account ?? [] });
  const { operator } = await reachMembers(connectionTo(options));
  const table = openTable(options.table, operator);
  const accounts = await accountsOrAll(options.account, operator);
  const seal = sealOf(operator);
  const rows = await ofEach(accounts, async (accountId) =>
    Promise.all((await baselineRows(table, accountId)).map((row) => verified(row, seal))),
  );
  if (rows.some(({ forged }) => forged)) process.exitCode = exitCode.bad;
  if (options.json) printJson(rows.map(forPrograms));
  else if (rows.length === 0) print('No baselines: "trailwarden sweep" has them captured.');
  else {
    printTable(
      ['Account', 'Subject', 'Version', 'Since', 'By', 'Why', 'Seal'],
      rows.map(({ row: { baseline, subjectKey }, forged }) => [
        baseline?.subject.accountId ?? '-',
        baseline?.subject.id ?? subjectKey,
        ...(baseline ? baselineRowFor(baseline) : ['-', '-', '-', '-']),
        sealCell(forged),
      ]),
    );
  }
}

const forPrograms = ({ row: { baseline, subjectKey }, forged }: Verified) => ({
  ...(baseline ?? { subjectKey }),
  forged,
});
