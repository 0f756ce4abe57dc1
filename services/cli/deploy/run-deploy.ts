import { type Condition, groupConditions } from '../../../shared/deployment/condition';
import { isNeeded } from '../../../shared/deployment/preflight/organization';
import { regionsOf } from '../../../shared/deployment/stack-sets';
import { lookAfter } from '../doctor/look-after';
import { lookBefore } from '../preflight/look-before';
import { confirmed } from '../release/confirmed';
import { type LiveLine, liveOnTerminal, silentLine } from '../sweep/live-line';
import { printSweep } from '../sweep/print-sweep';
import { signalsQueue } from '../sweep/signals-queue';
import { type SweepReport, sweepNow } from '../sweep/sweep-now';
import { tally, verdict } from '../sweep/tally';
import { becomeOperator } from '../target/become-operator';
import { type Deployment, openDeployment, type ReleaseOptions } from '../target/deployment';
import { print, printJson, printVerbatim } from '../terminal/print';
import { countedConditions, printConditions } from '../terminal/print-conditions';
import { exitCode, UserError } from '../terminal/user-error';
import { declareDeployed } from '../upgrade/declare-deployed';
import { openUpgrade } from '../upgrade/run-upgrade';
import { planUpgrade, upgradeAll } from '../upgrade/upgrade-all';
import { type DeploymentReport, deployAll } from './deploy-all';
import { type DeploymentPlan, planDeployment } from './plan-deployment';
import { rolloutOf } from './rollout-of';
import { describePlan, describeReport } from './say-deployment';

interface DeployOptions extends ReleaseOptions {
  readonly drop?: boolean;
  readonly plan?: boolean;
  readonly sweep: boolean;
  readonly preflight: boolean;
  readonly doctor: boolean;
  readonly memberRole: string;
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
  if ((drops.length + plan.goneSets.length > 0 || plan.isOfCentral) && !options.drop) {
    const what = [
      ...drops.map(({ name, drops: what }) => `${name}: ${what}`),
      ...plan.goneSets.map((name) => `the StackSet ${name} would go`),
      ...(plan.isOfCentral
        ? [
            'the central stack made the StackSets itself (MemberStackSet=yes), so they and the stacks of all accounts would go before they are made again, and no account is guarded meanwhile',
          ]
        : []),
    ];
    throw new UserError(
      `Nothing was changed: ${what.join('; ')}. Put it back into the file, or say --drop if you mean it.`,
    );
  }
  const live = options.json ? silentLine : liveOnTerminal();
  if (options.preflight) await mustBeReady(deployment, plan, options, live);
  if (!options.yes && !(await confirmed('Deploy this?'))) return;
  try {
    const report = await deployAndDeclare(deployment, plan, (line) => live.show(line));
    const swept = options.sweep ? await firstSweep(deployment, live) : undefined;
    const conditions = options.doctor ? await lookAfter(deployment, {}, live.show) : [];
    live.end();
    if (options.json) {
      printJson({ report, ...(swept && { swept: tally(swept) }), conditions });
    } else {
      for (const line of describeReport(report)) printVerbatim(line);
      if (swept) printSweep(swept);
      sayDoctor(conditions);
    }
    const isMissing = conditions.some(({ state }) => state === 'missing');
    if (report.failed.length > 0 || isMissing) process.exitCode = exitCode.bad;
    else if (swept) process.exitCode = verdict(swept);
  } finally {
    live.end();
  }
}

/** One line, and a table of what is not well. */
function sayDoctor(conditions: readonly Condition[]): void {
  if (conditions.length === 0) return;
  const open = conditions.filter(({ state }) => state === 'missing' || state === 'unknown');
  if (open.length > 0) printConditions(open);
  print(`doctor: ${countedConditions(conditions)}.`);
}

/**
 * Refuses where a condition is missing without which CloudFormation would fail half way. What else is missing is told:
 * a trail that does not log is a reason to deploy, not to wait.
 */
async function mustBeReady(
  deployment: Deployment,
  { newSets }: DeploymentPlan,
  { memberRole, json }: DeployOptions,
  live: LiveLine,
): Promise<void> {
  const isFirst = newSets.includes('trailwarden-member');
  const conditions = await lookBefore(deployment, { memberRole, isFirst }, live.show).finally(
    live.end,
  );
  const left = groupConditions(conditions.filter(({ state }) => state !== 'ok'));
  const unmet = left.filter(({ id, state }) => state === 'missing' && isNeeded(id));
  if (!json) {
    const open = left.filter(({ state }) => state === 'missing' || state === 'unknown');
    if (open.length > 0) printConditions(open);
    else print('preflight: nothing is missing.');
  }
  if (unmet.length > 0)
    throw new UserError(
      `Nothing was changed. ${unmet.map(({ id, of, says }) => `${id} (${of}): ${says}`).join(' ')} "trailwarden preflight" says what mends it; --no-preflight deploys anyway.`,
    );
}

/**
 * A first deployment, or one that was interrupted before its StackSet, is declared when it is whole. Any other is a
 * rollout: what it changes of our own parts is right from before it is changed.
 */
async function deployAndDeclare(
  deployment: Deployment,
  plan: DeploymentPlan,
  onProgress: (line: string) => void,
): Promise<DeploymentReport> {
  const table = 'trailwarden';
  if (!plan.central || plan.newSets.includes('trailwarden-member')) {
    const report = await deployAll(deployment, plan, onProgress);
    if (report.failed.length === 0) await declareDeployed(deployment.security, { table });
    return report;
  }
  const reports: DeploymentReport[] = [];
  const rollout = rolloutOf(deployment, plan, (report) => reports.push(report));
  const upgrade = await openUpgrade(rollout, { table, why: 'trailwarden deploy' });
  await planUpgrade(upgrade);
  await upgradeAll(upgrade, () => rollout.rollOut(onProgress));
  const [report] = reports;
  if (!report) throw new Error('The rollout ended without a deployment.');
  return report;
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
