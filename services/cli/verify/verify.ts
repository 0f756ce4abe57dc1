import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { array, base64, object, pipe, safeParse, string } from 'valibot';
import { getIncident, newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import { listPublicKeys } from '../../../shared/aws/list-public-keys';
import { bucketObjects, type Objects } from '../../../shared/aws/read-objects';
import { given } from '../../../shared/domain/given';
import { parseJson } from '../../../shared/record/json';
import { accountFor, type TellingIncident } from '../../../shared/watch/digests/account-for';
import { trailNameOf } from '../../../shared/watch/digests/chain';
import { count, type JudgedDigest, judgement } from '../../../shared/watch/digests/report';
import { isInvalid } from '../../../shared/watch/digests/verdict';
import { inUtc, timeOption } from '../options/time-option';
import { reason } from '../replay/find-logs';
import { textOf } from '../replay/text-of';
import { tableOf } from '../target/become-operator';
import { connectionTo, placesOption, type Target } from '../target/target';
import { printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { folderObjects } from './folder-objects';
import { printVerdicts } from './print-verdicts';
import { type Verification, verifyTrail } from './verify-trail';
import type { Range } from './walk';
import { LATE } from './walk-chain';

interface Options {
  readonly bucket?: string;
  readonly files?: string;
  readonly keys?: string;
  readonly prefix?: string;
  readonly trail: string;
  readonly from: string;
  readonly to?: string;
  readonly account?: string;
  readonly in?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly incidents?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

export const verifyCommand = (): Command =>
  new Command('verify')
    .description('are the log files as CloudTrail wrote them, and when was nothing logged?')
    .option('--bucket <name>', 'the bucket with the logs and the digests')
    .option('--files <folder>', 'a folder laid out as the bucket; needs --keys')
    .option('--keys <file>', 'what "aws cloudtrail list-public-keys" printed')
    .option('--prefix <prefix>', 'the prefix of the trail in the bucket')
    .requiredOption('--trail <arn>', 'ARN of the trail')
    .requiredOption('--from <time>', 'logs since: 24h, 7d, or an ISO time')
    .option('--to <time>', 'logs until (default: now)')
    .option('--account <id>', 'only this account of an organization trail')
    .option('--in <region>', 'only the digests of this Region (default: all)')
    .option('--region <region>', 'home Region of the security account, where --incidents is')
    .option('--endpoint <url>', 'another endpoint than AWS, e.g. the sandbox')
    .option(
      '--incidents <table>',
      'which incidents account for time without a digest: the table, or a .json file of them',
    )
    .option('--verbose', 'every digest and every log file, the valid ones too')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 0 when all of it is valid and no time is without a digest, 1 when not, 3 when something could not be read.\nWith --incidents also 0 when incidents account for all time without a digest.\n\nExamples:\n  trailwarden verify --bucket org-logs --trail arn:aws:cloudtrail:us-east-1:111122223333:trail/main --from 7d\n  trailwarden verify --files logs/ --keys keys.json --trail arn:aws:cloudtrail:us-east-1:111122223333:trail/main --from 2026-11-01',
    )
    .action(verify);

async function verify(options: Options): Promise<void> {
  const verification = verificationOf(options);
  const incidents = await incidentsOf(options, verification.trail.homeRegion);
  const found = await verifyTrail(verification).finally(showProgress.done);
  const chains = incidents ? accountFor(found, incidents) : found;
  const { unreadable, ...judged } = judgement(chains);
  const { valid, accounted } = judged;
  const { from, to } = verification.range;
  const report = { trail: options.trail, from, to, ...judged, ...count(chains), chains };
  if (options.json) printJson(report);
  else printVerdicts(report, { verbose: options.verbose ?? false });
  if (valid && unreadable > 0) process.exitCode = exitCode.unreachable;
  else process.exitCode = accounted ? exitCode.ok : exitCode.bad;
}

/**
 * Every incident on the trail: from a table, or from a file of what `trailwarden incidents show --json` printed, one
 * or a list. Read first: a table that does not answer must not cost an hour of reading. Throws one sentence when the
 * file holds anything else.
 */
async function incidentsOf(
  { incidents, trail, region, endpoint }: Options,
  homeRegion: string,
): Promise<readonly TellingIncident[] | undefined> {
  if (incidents === undefined) return undefined;
  if (/\.json$|[/\\]/.test(incidents)) return inFile(incidents, trail);
  const home = target(region ?? process.env.AWS_REGION ?? homeRegion, endpoint);
  return inTable(trail, { ...home, table: incidents });
}

function verificationOf(options: Options): Verification {
  const { account, in: region, prefix, verbose = false } = options;
  const trail = trailNameOf(options.trail);
  if (!trail) throw new UserError(`--trail must be the ARN of a trail, not "${options.trail}".`);
  placesOption({ ...(account && { account: [account] }), ...(region && { in: [region] }) });
  const range = rangeOf(options);
  return {
    objects: objectsOf(options, trail.homeRegion),
    trail,
    range,
    ...given({ prefix, account, region }),
    keysOf: keysOf(options, range),
    everyLog: verbose,
    progress: process.stderr.isTTY ? showProgress.next : () => {},
  };
}

function rangeOf({ from, to }: Options): Range {
  const now = new Date();
  const range = {
    from: timeOption('--from', from, { now }),
    to: to === undefined ? now : timeOption('--to', to, { now }),
  };
  if (range.from >= range.to) throw new UserError('--from must be before --to.');
  if (range.from >= now) {
    throw new UserError(`--from ${range.from.toISOString()} is later than now, ${inUtc(now)}.`);
  }
  const until = range.to > now ? now : range.to;
  return { ...range, to: until, isOpen: now.getTime() - until.getTime() < LATE };
}

function objectsOf({ bucket, files, keys, endpoint }: Options, region: string): Objects {
  if ((bucket === undefined) === (files === undefined)) {
    throw new UserError('Give either --bucket or --files.');
  }
  if (files !== undefined && keys === undefined) {
    throw new UserError(
      '--files needs --keys: without AWS there is no other source for the keys it signed with.',
    );
  }
  if (files !== undefined) return folderObjects(files);
  return bucketObjects(bucket ?? '', connectionTo(target(region, endpoint)));
}

/** CloudTrail is asked for two hours more: the last digest of the range is signed after its end. */
function keysOf({ keys, endpoint }: Options, { from, to }: Range): Verification['keysOf'] {
  if (keys !== undefined) return () => readKeys(keys);
  const until = hoursAfter(to, 2);
  return (region, around) =>
    listPublicKeys(
      connectionTo(target(region, endpoint)),
      around ? { from: hoursAfter(around, -1), to: hoursAfter(around, 1) } : { from, to: until },
    );
}

const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000);

const target = (region: string, endpoint: string | undefined): Target => ({
  region,
  table: '',
  ...(endpoint && { endpoint }),
});

async function inTable(trailArn: string, target: Target): Promise<readonly TellingIncident[]> {
  const table = tableOf(target);
  const found: TellingIncident[] = [];
  for (const { id } of await newestIncidents(table, { subjectKey: `trail#${trailArn}` })) {
    const incident = await getIncident(table, id);
    if (incident) found.push(incident);
  }
  return found;
}

async function inFile(path: string, trailArn: string): Promise<readonly TellingIncident[]> {
  const read = parseJson(await readFile(path).then(textOf, () => ''));
  const all: readonly unknown[] = Array.isArray(read) ? read : [read];
  if (!all.every(isIncident)) {
    throw new UserError(
      `--incidents ${path} must hold what "trailwarden incidents show … --json" printed, one or a list.`,
    );
  }
  return all.filter(({ subjectId }) => subjectId === trailArn);
}

const isIncident = (one: unknown): one is TellingIncident & { readonly subjectId: string } => {
  const { id, subjectId, openedAt, techniques, windows } = Object(one) as Record<string, unknown>;
  return (
    [id, subjectId, openedAt].every((text) => typeof text === 'string') &&
    Array.isArray(techniques) &&
    Array.isArray(windows)
  );
};

const printedKeys = object({
  PublicKeyList: array(object({ Fingerprint: string(), Value: pipe(string(), base64()) })),
});

/** What `aws cloudtrail list-public-keys` printed, by fingerprint. */
async function readKeys(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${reason(error)}.`);
  });
  const { success, output } = safeParse(printedKeys, parseJson(textOf(bytes)));
  if (!success) {
    throw new UserError(`${path} is not what "aws cloudtrail list-public-keys" prints.`);
  }
  return new Map(
    output.PublicKeyList.map(({ Fingerprint, Value }) => [
      Fingerprint,
      Buffer.from(Value, 'base64'),
    ]),
  );
}

let digests = 0;
let logs = 0;
let invalid = 0;

/** One line on the terminal that is written over; nothing where no person watches. */
const showProgress = {
  next: ({ verdict, logs: counts, logFiles }: JudgedDigest): void => {
    digests += 1;
    logs += Object.values(counts).reduce((sum, each) => sum + each, 0);
    invalid += [verdict, ...logFiles.map((log) => log.verdict)].filter(isInvalid).length;
    process.stderr.write(`\r${digests} digests, ${logs} log files, ${invalid} not valid`);
  },
  done: (): void => {
    if (digests > 0) process.stderr.write('\r\x1b[K');
  },
};
