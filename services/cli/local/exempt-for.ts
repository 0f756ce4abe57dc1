import {
  declareExemption,
  type ExemptionScope,
} from '../../../shared/aws/exemptions/declare-exemption';
import { openTable } from '../../../shared/aws/table/table';
import { sealOf } from '../baseline/baseline-verified';
import { asKeeper } from '../target/as-keeper';
import type { Local } from './local';

/** Declares a planned change of an hour, as its keeper would. */
export async function exemptFor(local: Local, scope: ExemptionScope): Promise<void> {
  const keeper = await asKeeper(local.administrator(local.organization.securityAccountId));
  const declaredAt = local.sandbox.world.now();
  await declareExemption(openTable(local.tableName, keeper.connection), {
    ...{ scope, declaredAt, by: keeper.caller, why: 'a drill', seal: sealOf(keeper.connection) },
    until: new Date(declaredAt.getTime() + 3_600_000),
  });
}
