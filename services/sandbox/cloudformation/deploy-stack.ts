import type { Place } from '../core/place';
import type { Sandbox } from '../sandbox';
import { deployInstances, targetAccounts } from './deploy-instances';
import { deployTemplate } from './deploy-template';
import { readTemplate } from './refused-template';
import { cloudFormationOf, type Stack } from './stack';
import { deployOrUpdate } from './update-template';

interface StackDeployment extends Place {
  readonly stackName: string;
  /** JSON or YAML text, or the parsed object; without transforms. */
  readonly template: string | object;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Folder with the packaged functions (`.serverless`); needed when the template has functions. */
  readonly artifacts?: string;
}

/**
 * Creates a stack in one account and Region, with the account's own full rights. Throws a Refusal with
 * CloudFormation's sentence when template or parameters are not valid, and removes what it made.
 */
export async function deployStack(sandbox: Sandbox, deployment: StackDeployment): Promise<Stack> {
  const { template, parameters = {}, ...rest } = deployment;
  return deployTemplate(sandbox.world, { ...rest, template: readTemplate(template), parameters });
}

/** An account has come to the organization or to another unit: StackSets with auto-deployment reach it. */
export async function accountJoined(sandbox: Sandbox, accountId: string): Promise<void> {
  const { world } = sandbox;
  for (const stackSet of cloudFormationOf(world).stackSets) {
    if (!stackSet.autoDeployment) continue;
    if (!targetAccounts(world, stackSet.targets).includes(accountId)) continue;
    const failed = await deployInstances({ world, deploy: deployOrUpdate(world) }, stackSet, [
      accountId,
    ]);
    if (failed !== undefined) throw new Error(`StackSet ${stackSet.name}: ${failed}`);
  }
}

/** From now on nothing can be deployed into that account; without a reason it can again. */
export function failDeployments(sandbox: Sandbox, accountId: string, why?: string): void {
  const { failingAccounts } = cloudFormationOf(sandbox.world);
  if (why === undefined) failingAccounts.delete(accountId);
  else failingAccounts.set(accountId, why);
}
