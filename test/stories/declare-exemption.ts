import { sealOf } from '../../services/cli/baseline/baseline-verified';
import { exemptionRow, sealExemption } from '../../shared/aws/baselines/sealed';
import { becomeKeeper } from '../../shared/aws/become-named';
import { accountKey, exemptionKey, update } from '../../shared/aws/table/table';
import { subjectKey } from '../../shared/domain/subject';
import type { Scene, Trail } from './scene';

/**
 * Writes down a planned change, or moves the end of the one there is. The responder keeps what it remembers for a minute, so one that runs
 * already would not hear of it yet: it is made to start anew.
 */
export async function declareExemption(
  scene: Scene,
  trail: Trail,
  until: Date,
  { isSealed = true } = {},
): Promise<void> {
  const { securityAccountId } = scene.local.organization;
  const { connection } = await becomeKeeper(scene.local.administrator(securityAccountId));
  const seal = sealOf(connection);
  const exemption = await sealExemption(isSealed ? seal : undefined, {
    id: 'ex-1',
    accountId: trail.accountId,
    subjectKey: subjectKey(trail),
    until: until.toISOString(),
    by: 'the platform team',
    why: 'the bucket moves',
    declaredAt: new Date().toISOString(),
  });
  await update(scene.table, {
    key: { pk: accountKey(trail.accountId), sk: exemptionKey(exemption.subjectKey, exemption.id) },
    set: exemptionRow(exemption),
  });
  scene.killResponder();
}
