import { acceptBaseline } from '../../../shared/aws/baselines/accept-baseline';
import { currentBaseline } from '../../../shared/aws/baselines/find-baselines';
import { openTable } from '../../../shared/aws/table/table';
import type { Subject } from '../../../shared/domain/subject';
import type { RoleState } from '../../../shared/domain/warden';
import { hooks } from '../../sandbox';
import { sealOf } from '../baseline/baseline-verified';
import { asKeeper } from '../target/as-keeper';
import type { Local } from './local';
import { RESPONDER, startCold } from './start-cold';

/** What a technique needs before its drill: without it the same calls are another technique. */
export const prepareDrill = (local: Local, technique: string, subject: Subject): Promise<void> =>
  PREPARED[technique]?.(local, subject) ?? Promise.resolve();

const PREPARED: Readonly<Record<string, (local: Local, subject: Subject) => Promise<void>>> = {
  // The templates give every role of ours a boundary.
  'bound-free-role': freeRole,
};

/** Takes the boundary of a role away, and accepts that as its baseline. */
async function freeRole(local: Local, subject: Subject): Promise<void> {
  const { sandbox, tableName, organization } = local;
  const role = hooks.iam.findRole(sandbox.world, subject.id);
  const keeper = await asKeeper(local.administrator(organization.securityAccountId));
  const table = openTable(tableName, keeper.connection);
  const baseline = await currentBaseline(table, subject);
  if (!role || !baseline) throw new Error(`${subject.id} is no role with a baseline.`);
  role.permissionsBoundaryArn = undefined;
  const { permissionsBoundaryArn, boundaryText, ...state } = baseline.state as RoleState;
  const next = {
    ...{ ...baseline, version: baseline.version + 1, state },
    ...{ capturedAt: sandbox.world.now().toISOString(), capturedBy: keeper.caller, why: 'a drill' },
  };
  const { kind } = await acceptBaseline(table, next, { seal: sealOf(keeper.connection) });
  if (kind !== 'accepted') throw new Error(`The baseline of ${subject.id} is ${kind}.`);
  startCold(local, RESPONDER); // it remembers baselines
}

/** What AWS itself does some time after the calls of an attack, and how the drill takes it back. */
export interface ByAws {
  readonly happen: () => void;
  readonly takeBack: () => void;
}

export const byAws = (local: Local, technique: string, subject: Subject): ByAws | undefined =>
  BY_AWS[technique]?.(local, subject);

const BY_AWS: Readonly<Record<string, (local: Local, subject: Subject) => ByAws>> = {
  'destroy-key': endOfWaiting,
};

/**
 * Ends the waiting period of a key at once. The key comes back afterwards, because the drills that follow need it.
 */
function endOfWaiting({ sandbox: { world } }: Local, { id }: Subject): ByAws {
  const key = world.kms.keys.get(id);
  if (!key) throw new Error(`There is no key ${id}.`);
  return {
    happen: () => {
      key.deletionDate = world.now();
    },
    takeBack: () => {
      delete key.deletionDate;
      key.enabled = true;
      world.kms.deleted.delete(id);
      world.kms.keys.set(id, key);
    },
  };
}
