import { Command } from 'commander';
import { callerAccount } from '../../shared/aws/caller-account';
import { openCloudTrail } from '../../shared/aws/cloudtrail-clients';
import type { Connection } from '../../shared/aws/connection';
import { observeTrail } from '../../shared/aws/observe-trail';
import { tamper } from '../../shared/aws/tamper';
import { trailSubject } from '../../shared/domain/subject';
import type { Technique } from '../../shared/domain/technique';
import { resolveTrailArn } from '../../shared/domain/trail';
import { allTechniques, findTechnique } from '../../shared/techniques/catalogue';
import { type DrillReport, drillOne, mainTrailOf } from './local/drill-one';
import { startLocal } from './local/local';
import { until } from './local/until';
import { duration, print, printJson, printTable } from './print';
import { wholeNumber } from './target';
import { exitCode, UserError } from './user-error';

interface Options {
  readonly accounts: number;
  readonly endpoint?: string;
  readonly region: string;
  readonly trail: string;
  readonly json?: boolean;
}

export const drillCommand = (): Command =>
  new Command('drill')
    .description('tamper on purpose, in a sandbox, and see it put back')
    .argument('<technique>', `one of: ${allTechniques.map(({ id }) => id).join(', ')}`)
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

async function drill(id: string, options: Options): Promise<void> {
  const technique = findTechnique(id);
  if (!technique) {
    const known = allTechniques.map((one) => one.id).join(', ');
    throw new UserError(`There is no technique "${id}"; known are: ${known}.`);
  }
  if (options.endpoint) await drillRunning(technique, options, options.endpoint);
  else await drillOwn(technique, options);
}

async function drillOwn(technique: Technique, { accounts, json }: Options): Promise<void> {
  const onProgress = json ? () => undefined : (what: string) => print(`… ${what}`);
  const local = await startLocal({ accounts, onProgress });
  try {
    const [accountId = ''] = local.organization.memberAccountIds;
    const report = await drillOne(local, technique, mainTrailOf(local, accountId));
    const good = report.isLogging && report.incidents === 1;
    if (json) printJson(report);
    else show(report, good);
    process.exitCode = good ? exitCode.ok : exitCode.bad;
  } finally {
    await local.close();
  }
}

function show({ technique, measured, incident, incidents }: DrillReport, good: boolean): void {
  printTable(
    ['Technique', 'Noticed', 'Restored after', 'Blind', 'Incidents', 'Verdict'],
    [
      [
        technique,
        incident.evidence ? 'by its event' : 'by a look',
        duration(measured.signalToRestoredMs),
        duration(incident.blindMs),
        String(incidents),
        good ? 'put back' : 'NOT PUT BACK',
      ],
    ],
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
    const seen = await observeTrail(subject, eyes, () => new Date());
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
