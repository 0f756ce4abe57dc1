import { Command } from 'commander';
import type { Report } from '../../shared/replay/report';
import { printJson } from './print';
import { printReport } from './replay/print-report';
import { replayLogs } from './replay/replay-logs';
import { spoolStdin } from './replay/spool-stdin';
import { exitCode, UserError } from './user-error';

interface Options {
  readonly protected?: string;
  readonly baseline?: string;
  readonly json?: boolean;
}

export const replayCommand = (): Command =>
  new Command('replay')
    .description('what would Trailwarden have seen in these CloudTrail logs? Needs no AWS')
    .argument('<files...>', 'files, folders (S3 layout), or - for standard input; .gz too')
    .option(
      '--protected <file>',
      'YAML or JSON: trails, buckets, keys, logGroups, topics, roles … (default: inferred)',
    )
    .option('--baseline <file>', 'JSON: what trails must be')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 0 when nothing was found, 1 when something was, 2 when nothing could be read.\n\nExamples:\n  trailwarden replay AWSLogs/\n  zcat *.json.gz | trailwarden replay --protected ours.yml --json -',
    )
    .action(replay);

async function replay(paths: readonly string[], { json, ...sources }: Options): Promise<void> {
  const spooled = paths.includes('-') ? await spoolStdin(process.stdin) : undefined;
  try {
    const report = await replayLogs({
      paths,
      ...sources,
      ...(spooled && { stdin: spooled.path }),
      ...(process.stderr.isTTY && { progress: showProgress }),
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    if (json) printJson(report);
    else printReport(report);
    refuseNothing(report);
    process.exitCode = report.findings.length > 0 ? exitCode.bad : exitCode.ok;
  } finally {
    await spooled?.remove();
  }
}

/** "Nothing found" about logs that nobody could read would be a lie. */
function refuseNothing({ records, skipped }: Report): void {
  if (records === 0 && skipped.count > 0) {
    throw new UserError('None of these files holds a CloudTrail record that could be read.');
  }
}

const showProgress = (records: number): void => {
  process.stderr.write(`\r${records} records read`);
};
