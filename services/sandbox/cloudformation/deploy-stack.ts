import { addDynamoDb } from '../dynamodb/add-dynamodb';
import { attachRuntimeApi } from '../lambda/runtime-api';
import type { Sandbox } from '../sandbox';
import { deployTemplate } from './deploy-template';
import { readTemplate } from './read-template';
import type { Stack } from './stack';

export interface StackDeployment {
  readonly accountId: string;
  readonly region: string;
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
  addDynamoDb(sandbox);
  attachRuntimeApi(sandbox);
  return deployTemplate(sandbox.world, { ...rest, template: readTemplate(template), parameters });
}
