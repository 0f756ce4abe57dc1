import { Command } from 'commander';
import { baselineHistory } from '../../shared/aws/baselines/find-baselines';
import { openTable } from '../../shared/aws/table/table';
import { type Difference, differences } from './baseline-differences';
import { baselineRowFor } from './baseline-print';
import { subjectArgument } from './baseline-subject';
import { print, printJson, printTable } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, type Target, withTarget } from './target';

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
  const versions = await baselineHistory(openTable(options.table, operator), subject);
  const history = versions.map((baseline, index) => {
    const before = versions[index + 1]?.state;
    return { ...baseline, changed: before ? differences(before, baseline.state) : [] };
  });
  if (options.json) printJson(history);
  else if (history.length === 0) print(`${subject.id} never had a baseline.`);
  else {
    printTable(
      ['Version', 'Since', 'By', 'Why', 'Changed'],
      history.map((version) => [
        ...baselineRowFor(version),
        version.changed.map(inOneLine).join('\n') || '-',
      ]),
    );
  }
}

const inOneLine = ({ field, baseline = 'none', now = 'none' }: Difference): string =>
  `${field}: ${baseline} → ${now}`;
