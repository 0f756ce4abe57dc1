import { Command } from 'commander';
import { currentRow, historyRows } from '../../shared/aws/baselines/find-baselines';
import { openTable } from '../../shared/aws/table/table';
import { printBaseline } from './baseline-print';
import { subjectArgument } from './baseline-subject';
import { sealOf, verified } from './baseline-verified';
import { print, printJson } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, type Target, wholeNumber, withTarget } from './target';
import { exitCode, UserError } from './user-error';

interface Options extends Target {
  readonly version?: number;
  readonly json?: boolean;
}

export const baselineShowCommand = (): Command =>
  withTarget(new Command('show'))
    .description('everything a trail must be, field by field')
    .argument('<subject>', "the trail's ARN")
    .option('--version <n>', 'as it was in this version', wholeNumber('--version', 1, 99_999_999))
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when it is forged.\nExample:\n  trailwarden baseline show arn:aws:cloudtrail:us-east-1:111122223333:trail/main --version 1',
    )
    .action(showBaseline);

async function showBaseline(text: string, options: Options): Promise<void> {
  const subject = subjectArgument(text);
  const { version } = options;
  const { operator } = await reachMembers(connectionTo(options));
  const table = openTable(options.table, operator);
  const row =
    version === undefined
      ? await currentRow(table, subject)
      : (await historyRows(table, subject)).find(({ filedAs }) => filedAs === version);
  if (!row) {
    throw new UserError(
      version === undefined
        ? `${subject.id} has no baseline; "trailwarden baseline list" shows all.`
        : `${subject.id} has no version ${version}; "trailwarden baseline history" shows all.`,
    );
  }
  const { forged } = await verified(row, sealOf(operator));
  if (options.json) printJson({ ...row.baseline, forged });
  else {
    if (forged) print(`FORGED: ${forged}. Nothing is put back from it.`);
    if (row.baseline) printBaseline(row.baseline);
  }
  process.exitCode = forged ? exitCode.bad : exitCode.ok;
}
