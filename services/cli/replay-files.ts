import type { Report } from '../../shared/replay/report';
import { printJson } from './print';
import { printReport } from './replay/print-report';
import { replayLogs } from './replay/replay-logs';
import { spoolStdin } from './replay/spool-stdin';
import { exitCode, UserError } from './user-error';

export interface ReplayOptions {
  readonly protected?: string;
  readonly baseline?: string;
  readonly json?: boolean;
}

export async function replayFiles(
  paths: readonly string[],
  { json, ...sources }: ReplayOptions,
): Promise<void> {
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
