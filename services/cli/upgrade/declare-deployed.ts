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
 * After a first deployment: what is deployed is right from now on, and no part of ours needs a baseline. Repeated, it
 * changes nothing. Refuses where another version is being rolled out.
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
  const { right, state } = await declareRelease(table, { ...said, next });
  if (state === 'rolling-out' && right.length > 1)
    throw new UserError('A version is being rolled out: "trailwarden upgrade" goes on with it.');
  const ended = await endRollout(table, { ...said, digest: right[0]?.digest ?? '' });
  if (!ended) throw new UserError('Another version was declared meanwhile: repeat the command.');
  return ended;
}
