import { Command } from 'commander';
import { callerAccount } from '../../shared/aws/caller-account';
import { openCloudTrail } from '../../shared/aws/cloudtrail-clients';
import type { Connection } from '../../shared/aws/connection';
import { observeTrail } from '../../shared/aws/observe-trail';
import { tamper } from '../../shared/aws/tamper';
import { trailSubject } from '../../shared/domain/subject';
import type { Technique } from '../../shared/domain/technique';
import { resolveTrailArn, trailParts } from '../../shared/domain/trail';
import { hasRunbook } from '../../shared/runbooks/catalogue';
import { allTechniques, findTechnique, techniques } from '../../shared/techniques/catalogue';
import { type DrillReport, drillOne } from './local/drill-one';
import { drillSubject, mostOfAKind } from './local/drill-subject';
import { type Local, startLocal } from './local/local';
import { until } from './local/until';
import { duration, print, printJson, printTable } from './print';
import { wholeNumber } from './target';
import { exitCode, UserError } from './user-error';

interface Options {
  readonly all?: boolean;
  readonly accounts: number;
  readonly endpoint?: string;
  readonly region: string;
  readonly trail: string;
  readonly json?: boolean;
}

export const drillCommand = (): Command =>
  new Command('drill')
    .description('tamper on purpose, in a sandbox, and see it put back')
    .argument('[technique]', `one of: ${allTechniques.map(({ id }) => id).join(', ')}`)
    .option('--all', 'every technique, one after the other')
    .option('--endpoint <url>', 'a sandbox that is running (default: starts its own)')
    .option('--region <region>', 'home Region of the trail', 'us-east-1')
    .option('--trail <name>', 'with --endpoint: trail of the account whose keys are set', 'main')
    .option(
      '--accounts <n>',
      'member accounts of its own sandbox',
      wholeNumber('--accounts', 1, 1_000),
      3,
    )
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden drill stop-logging')
    .action(drill);

async function drill(id: string | undefined, options: Options): Promise<void> {
  const chosen = options.all ? allTechniques : [findTechnique(id ?? '')];
  const drilled = chosen.filter((technique) => technique !== undefined);
  const [first] = drilled;
  if (!first) {
    const known = allTechniques.map((one) => one.id).join(', ');
    throw new UserError(`There is no technique "${id ?? ''}"; known are: ${known} (or --all).`);
  }
  if (options.endpoint) await drillRunning(first, options, options.endpoint);
  else await drillOwn(drilled, options);
}

/** One technique, or all, one after the other on a trail of their own. */
async function drillOwn(drilled: readonly Technique[], { accounts, json }: Options): Promise<void> {
  const onProgress = json ? () => undefined : (what: string) => print(`… ${what}`);
  const local = await startLocal({
    accounts: drilled.length > 1 ? mostOfAKind() : accounts,
    copies: drilled.length > 1 ? techniques['log-bucket'].length : 1,
    // The second one has to be opted in to, so that it can be closed.
    regions: ['us-east-1', 'af-south-1'],
    kinds: [...new Set(drilled.map(({ subject }) => subject))],
    onProgress,
  });
  try {
    const results: Result[] = [];
    for (const technique of drilled) {
      onProgress(technique.title);
      results.push(await tryDrill(local, technique));
    }
    if (json) printJson(results);
    else show(results);
    process.exitCode = results.every(isGood) ? exitCode.ok : exitCode.bad;
  } finally {
    await local.close();
  }
}

type Result = DrillReport | { readonly technique: string; readonly failed: string };

async function tryDrill(local: Local, technique: Technique): Promise<Result> {
  try {
    return await drillOne(local, technique, drillSubject(local, technique));
  } catch (error) {
    return {
      technique: technique.id,
      failed: error instanceof Error ? error.message : String(error),
    };
  }
}

/** What no runbook undoes must have called a person; all else must be back. */
const isGood = (result: Result): boolean =>
  'incidents' in result &&
  result.incidents === 1 &&
  (result.isBack || (!hasRunbook(result.technique) && result.incident.state === 'escalated'));

function verdictOf(result: DrillReport): string {
  if (!isGood(result)) return 'NOT PUT BACK';
  return result.isBack ? 'put back' : 'a person was called';
}

function show(results: readonly Result[]): void {
  printTable(
    ['Technique', 'Noticed', 'Restored after', 'Blind', 'Incidents', 'Verdict'],
    results.map((result) =>
      'failed' in result
        ? [result.technique, '', '', '', '', `NOT PUT BACK: ${result.failed}`]
        : [
            result.technique,
            result.noticedBy === 'event' ? 'by its event' : 'by a check',
            result.measured ? duration(result.measured.signalToRestoredMs) : '',
            duration(result.incident.blindMs),
            String(result.incidents),
            verdictOf(result),
          ],
    ),
  );
}

/** Against a sandbox that is running, with the keys of the account whose trail is to be stopped. */
async function drillRunning(
  technique: Technique,
  { region, trail, json }: Options,
  endpoint: string,
): Promise<void> {
  if (!URL.canParse(endpoint) || !LOOPBACK.has(new URL(endpoint).hostname)) {
    throw new UserError(
      `Drills are for a sandbox on this machine; --endpoint must be like http://127.0.0.1:4566, not "${endpoint}".`,
    );
  }
  const connection: Connection = { endpoint, region };
  const arn = resolveTrailArn(trail, { accountId: await callerAccount(connection), region });
  if (!arn) throw new UserError(`"${trail}" is neither the name nor the ARN of a trail.`);
  const subject = trailSubject(arn);
  const eyes = openCloudTrail(connection);
  const startedAt = performance.now();
  for (const call of technique.drill(subject)) await tamper(call, connection);
  const isLogging = async () => {
    const seen = await observeTrail(subject, new Set(trailParts), eyes, () => new Date());
    return seen.kind === 'present' && seen.state.status.isLogging;
  };
  const restored = await until(isLogging, { what: `${arn.arn} logs again`, withinMs: 30_000 }).then(
    () => true,
    () => false,
  );
  const afterMs = Math.round(performance.now() - startedAt);
  if (json) printJson({ technique: technique.id, subject: arn.arn, restored, afterMs });
  else
    print(
      restored
        ? `${arn.arn} logs again after ${duration(afterMs)}.`
        : `${arn.arn} is still tampered with.`,
    );
  process.exitCode = restored ? exitCode.ok : exitCode.bad;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
