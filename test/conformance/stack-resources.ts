import { awsCli, printed } from './aws-cli';
import type { Keys } from './connection';

export interface Stack {
  readonly endpoint: string;
  readonly keys: Keys;
  readonly name: string;
  readonly region?: string;
}

interface Listed {
  readonly StackResourceSummaries: readonly {
    readonly LogicalResourceId?: string;
    readonly ResourceType?: string;
  }[];
}

/** Logical ids of what CloudFormation made there; moto lists what it does not know without a name. */
export async function stackResources(stack: Stack): Promise<readonly string[]> {
  const { endpoint, keys, name, region = 'us-east-1' } = stack;
  const aws = awsCli(endpoint, keys);
  const list = `cloudformation list-stack-resources --region ${region} --stack-name ${name}`;
  const { StackResourceSummaries } = printed<Listed>(await aws(list));
  return StackResourceSummaries.map(({ LogicalResourceId }) => LogicalResourceId ?? '')
    .filter((id) => id !== '')
    .sort();
}
