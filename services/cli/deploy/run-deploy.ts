import { regionsOf } from '../../../shared/deployment/stack-sets';
import { confirmed } from '../release/confirmed';
import { type LiveLine, liveOnTerminal, silentLine } from '../sweep/live-line';
import { printSweep } from '../sweep/print-sweep';
import { signalsQueue } from '../sweep/signals-queue';
import { type SweepReport, sweepNow } from '../sweep/sweep-now';
import { tally, verdict } from '../sweep/tally';
import { becomeOperator } from '../target/become-operator';
import { type Deployment, openDeployment, type ReleaseOptions } from '../target/deployment';
import { print, printJson, printVerbatim } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { deployAll } from './deploy-all';
import { planDeployment } from './plan-deployment';
import { describePlan, describeReport } from './say-deployment';

interface DeployOptions extends ReleaseOptions {
  readonly drop?: boolean;
  readonly plan?: boolean;
  readonly sweep: boolean;
}

export async function runDeploy(options: DeployOptions): Promise<void> {
  const deployment = await openDeployment(options);
  const plan = await planDeployment(deployment);
  if (!options.json) for (const line of describePlan(plan, deployment)) print(line);
  if (options.plan) {
    if (options.json) printJson({ plan });
    return;
  }
  const drops = plan.changes.filter((change) => change.drops !== undefined);
  if (drops.length + plan.goneSets.length > 0 && !options.drop) {
    const what = [
      ...drops.map(({ name, drops: what }) => `${name}: ${what}`),
      ...plan.goneSets.map((name) => `the StackSet ${name} would go`),
    ];
    throw new UserError(
      `Nothing was changed: ${what.join('; ')}. Put it back into the file, or say --drop if you mean it.`,
    );
  }
  if (!options.yes && !(await confirmed('Deploy this?'))) return;
  const live = options.json ? silentLine : liveOnTerminal();
  try {
    const report = await deployAll(deployment, plan, (line) => live.show(line));
    const swept = options.sweep ? await firstSweep(deployment, live) : undefined;
    live.end();
    if (options.json) {
      printJson({ report, ...(swept && { swept: tally(swept) }) });
    } else {
      for (const line of describeReport(report)) printVerbatim(line);
      if (swept) printSweep(swept);
    }
    if (report.failed.length > 0) process.exitCode = exitCode.bad;
    else if (swept) process.exitCode = verdict(swept);
  } finally {
    live.end();
  }
}

/** What is there becomes the baseline, where it is above the floor. */
async function firstSweep({ config, security }: Deployment, live: LiveLine): Promise<SweepReport> {
  return sweepNow(
    {
      operator: await becomeOperator(security),
      table: 'trailwarden',
      queueUrl: await signalsQueue(undefined, security),
      regions: regionsOf(config),
      live,
    },
    SWEPT_WITHIN_MS,
  );
}

const SWEPT_WITHIN_MS = 15 * 60_000;
