import type { Connection } from '../../../shared/aws/connection';
import { declareRelease, endRollout } from '../../../shared/aws/releases/declare-release';
import { openTable } from '../../../shared/aws/table/table';
import { versionOf } from '../../../shared/deployment/version-of';
import type { Release } from '../../../shared/domain/release';
import { sealOf } from '../baseline/baseline-verified';
import { asKeeper } from '../target/as-keeper';
import { UserError } from '../terminal/user-error';
import { deployedStacks } from './stacks';

/**
 * After a deployment into accounts that had nothing of ours: what is deployed is right from now on, and no part of ours
 * needs a baseline. What was right before went with its stacks, even where its rollout never ended. Repeated, it changes
 * nothing.
 */
export async function declareDeployed(
  security: Connection,
  { table: name, at = new Date() }: { readonly table: string; readonly at?: Date },
): Promise<Release> {
  const keeper = await asKeeper(security);
  const table = openTable(name, keeper.connection);
  const said = {
    ...{ by: keeper.caller, why: 'a first deployment', at: at.toISOString() },
    seal: sealOf(keeper.connection),
  };
  const next = versionOf(await deployedStacks(security));
  const { right } = await declareRelease(table, { ...said, next });
  const ended = await endRollout(table, { ...said, digest: right[0]?.digest ?? '' });
  if (!ended) throw new UserError('Another version was declared meanwhile: repeat the command.');
  return ended;
}
