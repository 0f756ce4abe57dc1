import { Command } from 'commander';
import { baselineHistory, currentBaseline } from '../../shared/aws/baselines/find-baselines';
import { openTable } from '../../shared/aws/table/table';
import { printBaseline } from './baseline-print';
import { subjectArgument } from './baseline-subject';
import { printJson } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, type Target, wholeNumber, withTarget } from './target';
import { UserError } from './user-error';

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
      '\nExample:\n  trailwarden baseline show arn:aws:cloudtrail:us-east-1:111122223333:trail/main --version 1',
    )
    .action(showBaseline);

async function showBaseline(text: string, options: Options): Promise<void> {
  const subject = subjectArgument(text);
  const { version } = options;
  const { operator } = await reachMembers(connectionTo(options));
  const table = openTable(options.table, operator);
  const baseline =
    version === undefined
      ? await currentBaseline(table, subject)
      : (await baselineHistory(table, subject)).find((one) => one.version === version);
  if (!baseline) {
    throw new UserError(
      version === undefined
        ? `${subject.id} has no baseline; "trailwarden baseline list" shows all.`
        : `${subject.id} has no version ${version}; "trailwarden baseline history" shows all.`,
    );
  }
  if (options.json) printJson(baseline);
  else printBaseline(baseline);
}
