import { Command } from 'commander';
import { historyRows, type Row } from '../../shared/aws/baselines/find-baselines';
import { openTable } from '../../shared/aws/table/table';
import { type Difference, differences } from './baseline-differences';
import { sealCell } from './baseline-print';
import { subjectArgument } from './baseline-subject';
import { sealOf, verified } from './baseline-verified';
import { print, printJson, printTable } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, type Target, withTarget } from './target';
import { exitCode } from './user-error';

interface Options extends Target {
  readonly json?: boolean;
}

export const baselineHistoryCommand = (): Command =>
  withTarget(new Command('history'))
    .description('every version there ever was, newest first, and what each changed')
    .argument('<subject>', "the trail's ARN")
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExample:\n  trailwarden baseline history arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    )
    .action(showHistory);

async function showHistory(text: string, options: Options): Promise<void> {
  const subject = subjectArgument(text);
  const { operator } = await reachMembers(connectionTo(options));
  const seal = sealOf(operator);
  const rows = await historyRows(openTable(options.table, operator), subject);
  const history = await Promise.all(
    rows.map(async (row, index) => ({
      ...row.baseline,
      version: row.filedAs,
      changed: changedIn(row, rows[index + 1]),
      forged: (await verified(row, seal)).forged,
    })),
  );
  if (history.some(({ forged }) => forged)) process.exitCode = exitCode.bad;
  if (options.json) printJson(history);
  else if (history.length === 0) print(`${subject.id} never had a baseline.`);
  else {
    printTable(
      ['Version', 'Since', 'By', 'Why', 'Changed', 'Seal'],
      history.map(({ version, capturedAt, capturedBy, why, changed, forged }) => [
        String(version),
        capturedAt?.slice(0, 19) ?? '-',
        capturedBy ?? '-',
        why ?? '-',
        changed.map(inOneLine).join('\n') || '-',
        sealCell(forged),
      ]),
    );
  }
}

const changedIn = (
  { baseline }: Row<'trail'>,
  before: Row<'trail'> | undefined,
): readonly Difference[] =>
  baseline && before?.baseline ? differences(before.baseline.state, baseline.state) : [];

const inOneLine = ({ field, baseline = 'none', now = 'none' }: Difference): string =>
  `${field}: ${baseline} → ${now}`;
