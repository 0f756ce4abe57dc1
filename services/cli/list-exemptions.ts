import pc from 'picocolors';
import type { DeclaredExemption } from '../../shared/aws/exemptions/declared-exemption';
import { findExemptions, inForceFirst } from '../../shared/aws/exemptions/find-exemptions';
import { openTable } from '../../shared/aws/table/table';
import { accountsOrAll, ofEach } from './baseline-options';
import { becomeOperator } from './become-operator';
import { describeScope } from './exempt-scope';
import { print, printJson, printTable } from './print';
import { connectionTo, placesOption, type Target } from './target';

export interface ExemptListOptions extends Target {
  readonly account?: readonly string[];
  readonly inForce?: boolean;
  readonly json?: boolean;
}

export async function listExemptions(options: ExemptListOptions): Promise<void> {
  placesOption({ account: options.account ?? [] });
  const operator = await becomeOperator(connectionTo(options));
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
