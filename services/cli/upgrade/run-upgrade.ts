import { openTable } from '../../../shared/aws/table/table';
import { versionOf } from '../../../shared/deployment/version-of';
import { sealOf } from '../baseline/baseline-verified';
import { confirmed } from '../release/confirmed';
import { type LiveLine, liveOnTerminal, silentLine } from '../sweep/live-line';
import { asKeeper } from '../target/as-keeper';
import type { Deploying } from '../target/deployment-options';
import type { ReleaseFolder } from '../target/release-folder';
import { print, printJson, printVerbatim } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { describePlan, describeReport } from './say-upgrade';
import { deployedStacks, releasedStacks } from './stacks';
import { type LeftBehind, planUpgrade, type Upgrade, upgradeAll } from './upgrade-all';

export interface UpgradeOptions {
  readonly table: string;
  readonly why?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  /** Only say what would change. */
  readonly plan?: boolean;
  readonly downgrade?: boolean;
  readonly overForged?: boolean;
}

/** What is to be deployed, and what deploys it: central stack, management account, StackSets. */
export interface Rollout extends Pick<Deploying, 'security'> {
  readonly release: Pick<ReleaseFolder, 'folder' | 'version'>;
  /** Parameters of the stacks as they are to be. */
  readonly central: Readonly<Record<string, string>>;
  readonly member: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Waits until every responder knows what was declared a moment ago. */
  readonly settle?: () => Promise<void>;
  /** Resolves to the accounts and Regions in which it could not be deployed. */
  readonly rollOut: (onProgress: (line: string) => void) => Promise<readonly LeftBehind[]>;
}

/** `trailwarden upgrade`: shows, asks, declares, rolls out, ends. */
export async function runUpgrade(rollout: Rollout, options: UpgradeOptions): Promise<void> {
  const upgrade = await openUpgrade(rollout, options);
  const plan = await planUpgrade(upgrade);
  if (!options.json) for (const line of describePlan(plan)) print(line);
  if (options.plan) {
    if (options.json) printJson({ plan });
    return;
  }
  if (!options.yes && !(await confirmed('Roll this out?'))) return;
  const live: LiveLine = options.json ? silentLine : liveOnTerminal();
  try {
    const report = await upgradeAll(upgrade, () => rollout.rollOut(live.show));
    live.end();
    if (options.json) printJson({ plan, report });
    else for (const line of describeReport(report)) printVerbatim(line);
    process.exitCode = report.state === 'current' ? exitCode.ok : exitCode.bad;
  } finally {
    live.end();
  }
}

export async function openUpgrade(
  { security, release, central, member, tags, settle }: Rollout,
  { table, why, downgrade, overForged }: UpgradeOptions,
): Promise<Upgrade> {
  const keeper = await asKeeper(security);
  const before = await deployedStacks(security);
  const next = await releasedStacks(release, { central, member, tags }, before);
  return {
    table: openTable(table, keeper.connection),
    seal: sealOf(keeper.connection),
    ...{ by: keeper.caller, why: why ?? `upgrade to ${release.version}`, now: () => new Date() },
    ...{ before: versionOf(before), next: versionOf(next) },
    ...(settle && { settle }),
    deployed: async () => versionOf(await deployedStacks(security)),
    ...(downgrade && { isDowngrade: true }),
    ...(overForged && { isOverForged: true }),
  };
}
