import type { Sandbox } from '../sandbox';
import { deployInstances } from './deploy-instances';
import { deployTemplate } from './deploy-template';
import type { TemplateDeployment } from './stack';
import { cloudFormationOf } from './state';
import { targetAccounts } from './target-accounts';

/** An account has come to the organization or to another unit: StackSets with auto-deployment reach it. */
export async function accountJoined(sandbox: Sandbox, accountId: string): Promise<void> {
  const { world } = sandbox;
  const deploy = (request: TemplateDeployment) => deployTemplate(world, request);
  for (const stackSet of cloudFormationOf(world).stackSets) {
    if (!stackSet.autoDeployment) continue;
    if (!targetAccounts(world, stackSet.targets).includes(accountId)) continue;
    const failed = await deployInstances(deploy, stackSet, [accountId]);
    if (failed !== undefined) throw new Error(`StackSet ${stackSet.name}: ${failed}`);
  }
}
