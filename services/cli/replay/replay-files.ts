import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Report, Sighting } from '../../../shared/replay/report';
import { printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { reason } from './find-logs';
import { printReport } from './print-report';
import { replayLogs } from './replay-logs';
import { isUnheard } from './unheard';

interface ReplayOptions {
  readonly protected?: string;
  readonly baseline?: string;
  readonly json?: boolean;
}

export async function replayFiles(
  paths: readonly string[],
  { json, ...sources }: ReplayOptions,
): Promise<void> {
  for (const path of paths) await refuseAbsent(path);
  const spooled = paths.includes('-') ? await spoolStdin(process.stdin) : undefined;
  try {
    const report = await replayLogs({
      paths,
      ...sources,
      ...(spooled && { stdin: spooled.path }),
      ...(process.stderr.isTTY && { progress: showProgress }),
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    refuseNothing(report, paths);
    if (json) printJson({ ...report, ...heard(report) });
    else printReport(report);
    process.exitCode = codeOf(report);
  } finally {
    await spooled?.remove();
  }
}

/** A path that a person named and is not there is a wrong question, even if others are there. */
async function refuseAbsent(path: string): Promise<void> {
  if (path === '-') return;
  await stat(path).catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${reason(error)}.`);
  });
}

/** "Nothing found" about logs that could not be read would be a lie. */
function refuseNothing({ records, skipped }: Report, paths: readonly string[]): void {
  if (records > 0) return;
  const reasons = Object.entries(skipped.byReason).sort(([, one], [, other]) => other - one);
  const said = reasons.map(([why]) => whyText(why.replace(/^the file: /, ''))).slice(0, 3);
  const [first = '', ...others] = paths.map((path) => (path === '-' ? 'Standard input' : path));
  const where =
    others.length === 0
      ? `${first} holds no CloudTrail record`
      : `None of ${[first, ...others].join(', ')} holds a CloudTrail record`;
  throw new UserError(`${where}: ${[...new Set(said)].join('; ') || 'there is no file'}.`);
}

/** A reason as what is said of a file: `not JSON` → `it is not JSON`. */
const whyText = (why: string): string =>
  why === 'not a JSON object'
    ? 'it is not JSON'
    : /^(not|neither|an?) /.test(why)
      ? `it is ${why}`
      : why;

/** Found is found; not found is only said where everything was read. */
function codeOf({ findings, skipped }: Report): number {
  if (findings.length > 0) return exitCode.bad;
  return skipped.unread > 0 ? exitCode.unreachable : exitCode.ok;
}

const heard = ({ findings, attempts, setAside }: Report) => ({
  findings: findings.map(marked),
  attempts: attempts.map(marked),
  setAside: setAside.map(marked),
});

const marked = (one: Sighting) => ({ ...one, ...(isUnheard(one) && { notForwarded: true }) });

const showProgress = (records: number): void => {
  process.stderr.write(`\r${records} records read`);
};

interface Spooled {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Standard input in a file of our own: it is read twice, and may be larger than the memory. */
async function spoolStdin(input: NodeJS.ReadableStream): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'trailwarden-replay-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'stdin');
  try {
    await pipeline(input, createWriteStream(path, { mode: 0o600 }));
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
