import { Command } from 'commander';
import { baselinesOf } from '../../shared/aws/baselines/find-baselines';
import { openTable } from '../../shared/aws/table/table';
import { accountsOrAll, ofEach } from './baseline-options';
import { baselineRowFor } from './baseline-print';
import { print, printJson, printTable } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, placesOption, type Target, withTarget } from './target';

interface Options extends Target {
  readonly account?: readonly string[];
  readonly json?: boolean;
}

export const baselineListCommand = (): Command =>
  withTarget(new Command('list'))
    .description('what every trail must be, in one line each')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden baseline list --account 111122223333')
    .action(listBaselines);

async function listBaselines(options: Options): Promise<void> {
  placesOption({ account: options.account ?? [] });
  const { operator } = await reachMembers(connectionTo(options));
  const table = openTable(options.table, operator);
  const accounts = await accountsOrAll(options.account, operator);
  const baselines = await ofEach(accounts, (accountId) => baselinesOf(table, accountId));
  if (options.json) printJson(baselines);
  else if (baselines.length === 0) print('No baselines: "trailwarden sweep" has them captured.');
  else {
    printTable(
      ['Account', 'Subject', 'Version', 'Since', 'By', 'Why'],
      baselines.map((baseline) => [
        baseline.subject.accountId,
        baseline.subject.id,
        ...baselineRowFor(baseline),
      ]),
    );
  }
}
