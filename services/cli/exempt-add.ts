import { Command } from 'commander';
import { becomeKeeper } from '../../shared/aws/baselines/become-keeper';
import { baselineRows } from '../../shared/aws/baselines/find-baselines';
import { declareExemption } from '../../shared/aws/exemptions/declare-exemption';
import {
  type DeclaredExemption,
  type ExemptionScope,
  WHOLE_ACCOUNT,
} from '../../shared/aws/exemptions/declared-exemption';
import { openTable, type Table } from '../../shared/aws/table/table';
import { wordsOption } from './baseline-options';
import { describeScope, scopeArgument } from './exempt-scope';
import { MOST_DAYS, MOST_DAYS_LONG, untilOption } from './exempt-until';
import { print, printJson } from './print';
import { connectionTo, type Target, withTarget } from './target';

interface Options extends Target {
  readonly until: string;
  readonly why: string;
  readonly long?: boolean;
  readonly json?: boolean;
}

export const exemptAddCommand = (): Command =>
  withTarget(new Command('add'))
    .description('declare a planned change: until its end nothing is put back on the subject')
    .argument('<subject>', "a trail's ARN, or an account id for everything in the account")
    .requiredOption('--until <time>', `its end: 4h, 2d, or an ISO time; at most ${MOST_DAYS} days`)
    .requiredOption('--why <words>', 'what is planned; kept with who declared it')
    .option('--long', `an end more than ${MOST_DAYS} and at most ${MOST_DAYS_LONG} days ahead`)
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(addExemption);

const EXAMPLE = `
Takes effect within a minute: the warden keeps what it knows for a minute. What still differs when it
ends is put back; accept it a minute before ("trailwarden baseline accept").
Example:
  trailwarden exempt add arn:aws:cloudtrail:us-east-1:111122223333:trail/main \\
    --until 4h --why "CHG-1042: logs move to the archive account"`;

async function addExemption(text: string, options: Options): Promise<void> {
  const scope = scopeArgument(text);
  const declaredAt = new Date();
  const until = untilOption(options.until, options.long === true, declaredAt);
  const why = wordsOption('--why', options.why);
  const { connection, caller: by } = await becomeKeeper(connectionTo(options));
  const table = openTable(options.table, connection);
  const guarded = await isGuarded(table, scope);
  const exemption = await declareExemption(table, { scope, until, by, why, declaredAt });
  if (options.json) printJson({ ...exemption, guarded });
  else say(exemption, guarded);
}

/** Whether there is a baseline at all that the exemption keeps from being put back. */
async function isGuarded(
  table: Table,
  { accountId, subjectKey: key }: ExemptionScope,
): Promise<boolean> {
  const rows = await baselineRows(table, accountId);
  return rows.some(({ subjectKey }) => key === WHOLE_ACCOUNT || subjectKey === key);
}

function say(exemption: DeclaredExemption, guarded: boolean): void {
  print(`${exemption.id}: nothing is put back on ${describeScope(exemption)}`);
  print(`until ${exemption.until}, within a minute from now.`);
  print(`To end it before: trailwarden exempt end ${exemption.id}`);
  if (!guarded) print('There is no baseline of it, so nothing was guarded there: is that the one?');
}
