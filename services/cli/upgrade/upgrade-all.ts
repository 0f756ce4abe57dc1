import type { Seal } from '../../../shared/aws/baselines/sealed';
import {
  declareRelease,
  endRollout,
  readRelease,
} from '../../../shared/aws/releases/declare-release';
import type { Table } from '../../../shared/aws/table/table';
import { type ChangedPart, changedParts } from '../../../shared/deployment/changed-parts';
import { isOlder } from '../../../shared/deployment/is-older';
import type { Release, Rendered } from '../../../shared/domain/release';
import { UserError } from '../terminal/user-error';

/** An account and Region that does not have the version yet, and why. */
export interface LeftBehind {
  readonly accountId: string;
  readonly region: string;
  readonly why?: string;
}

export interface Upgrade {
  /** As the keeper: it alone may say what is right. */
  readonly table: Table;
  readonly seal: Seal;
  readonly by: string;
  readonly why: string;
  readonly now: () => Date;
  /** What is deployed, as its stacks say. */
  readonly before: Rendered;
  readonly next: Rendered;
  /** The same as `before`, read again. */
  readonly deployed: () => Promise<Rendered>;
  /** Waits until every responder knows what was declared a moment ago. */
  readonly settle?: () => Promise<void>;
  readonly isDowngrade?: boolean;
  readonly isOverForged?: boolean;
}

export interface UpgradePlan {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly ChangedPart[];
  /** It was declared before, and is gone on with. */
  readonly isUnderWay: boolean;
}

export interface UpgradeReport {
  readonly state: Release['state'];
  readonly version: string;
  /** Empty when the rollout has ended. */
  readonly behind: readonly LeftBehind[];
}

/** What an upgrade would change. Reads only; refuses what has to be decided by a person first. */
export async function planUpgrade(upgrade: Upgrade): Promise<UpgradePlan> {
  const { table, seal, before, next, isDowngrade, isOverForged } = upgrade;
  const read = await readRelease(table, seal);
  if (read.kind === 'doubtful' && read.doubt.kind === 'unverified') {
    throw new UserError(
      `Whether the declared release is genuine could not be found out: ${read.doubt.why.code}. Repeat the command.`,
    );
  }
  if (read.kind === 'doubtful' && !isOverForged) {
    throw new UserError(
      'The declared release is forged: another hand wrote its row. Find out whose, and say --over-forged to declare it anew.',
    );
  }
  const standing = read.kind === 'genuine' ? read.release : undefined;
  const from = standing?.right.at(-1)?.version ?? before.version;
  if (isOlder(next.version, standing?.right[0]?.version ?? before.version) && !isDowngrade) {
    throw new UserError(
      `Version ${next.version} is older than what is right now: say --downgrade if you mean it.`,
    );
  }
  const changes = changedParts(standing?.right.at(-1)?.parts ?? before.parts, next.parts);
  const isUnderWay = standing?.state === 'rolling-out';
  return { from, to: next.version, changes, isUnderWay };
}

/**
 * Declares the rollout, has it done, and ends it once every account and Region has the version. May be interrupted at any
 * point and repeated: until its end all versions that a place may have are right.
 */
export async function upgradeAll(
  upgrade: Upgrade,
  rollOut: () => Promise<readonly LeftBehind[]>,
): Promise<UpgradeReport> {
  const { table, seal, by, why, now, before, next, isOverForged } = upgrade;
  const said = () => ({ by, why, seal, at: now().toISOString() });
  const over = isOverForged && { isOverForged };
  const begins = said();
  const declared = await declareRelease(table, { ...begins, next, before, ...over });
  if (declared.since === begins.at) await upgrade.settle?.();
  const behind = await rollOut();
  const [newest] = declared.right;
  const { version } = next;
  if (behind.length > 0 || !newest) return { state: 'rolling-out', version, behind };
  const others = changedParts(next.parts, (await upgrade.deployed()).parts);
  if (others.length > 0) {
    throw new UserError(
      `What was deployed is not what was declared: ${others.map(({ part }) => part).join(', ')}. The rollout goes on until it is.`,
    );
  }
  const ended = await endRollout(table, { ...said(), digest: newest.digest });
  if (ended) return { state: ended.state, version, behind };
  throw new UserError('Another version is being rolled out by now: repeat the command.');
}
