import { Command } from 'commander';
import pc from 'picocolors';
import type { DeclaredExemption } from '../../shared/aws/exemptions/declared-exemption';
import { findExemptions, inForceFirst } from '../../shared/aws/exemptions/find-exemptions';
import { openTable } from '../../shared/aws/table/table';
import { accountsOrAll, ofEach } from './baseline-options';
import { describeScope } from './exempt-scope';
import { print, printJson, printTable } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, placesOption, type Target, withTarget } from './target';

interface Options extends Target {
  readonly account?: readonly string[];
  readonly inForce?: boolean;
  readonly json?: boolean;
}

export const exemptListCommand = (): Command =>
  withTarget(new Command('list'))
    .description('planned changes, those in force first')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in-force', 'only those that hold now')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden exempt list --in-force')
    .action(listExemptions);

async function listExemptions(options: Options): Promise<void> {
  placesOption({ account: options.account ?? [] });
  const { operator } = await reachMembers(connectionTo(options));
  const table = openTable(options.table, operator);
  const now = new Date().toISOString();
  const accounts = await accountsOrAll(options.account, operator);
  const found = await ofEach(accounts, (accountId) => findExemptions(table, accountId, now));
  const exemptions = found
    .map((exemption) => ({ ...exemption, inForce: exemption.until > now }))
    .filter(({ inForce }) => inForce || !options.inForce)
    .sort(inForceFirst(now));
  if (options.json) printJson(exemptions);
  else if (exemptions.length === 0) print('No exemptions: everything is guarded.');
  else printTable(['Exemption', 'State', 'Until', 'What', 'By', 'Why'], exemptions.map(rowOf));
}

const rowOf = (exemption: DeclaredExemption & { readonly inForce: boolean }): string[] => [
  exemption.id,
  exemption.inForce ? pc.yellow('in force') : exemption.ended ? 'ended' : 'over',
  exemption.until.slice(0, 19),
  describeScope(exemption),
  exemption.by,
  exemption.why,
];
