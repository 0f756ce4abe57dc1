import { perWorld } from '../core/per-world';
import type { World } from '../core/service';
import type { Stack, StackSet } from './stack';

export interface CloudFormationState {
  /** By stack id. */
  readonly stacks: Map<string, Stack>;
  /** By `<account>/<region>/<export name>`. */
  readonly exports: Map<string, { readonly owner: string; readonly value: string }>;
  readonly stackSets: StackSet[];
}

/** The wire API is not emulated, so the stacks of a world are kept beside it. */
export const cloudFormationOf = perWorld(
  (): CloudFormationState => ({ stacks: new Map(), exports: new Map(), stackSets: [] }),
);

/** Undefined when the account has no stack of that name in the Region. */
export function findStack(
  world: World,
  { accountId, region, stackName }: Pick<Stack, 'accountId' | 'region' | 'stackName'>,
): Stack | undefined {
  return [...cloudFormationOf(world).stacks.values()].find(
    (stack) =>
      stack.stackName === stackName && stack.accountId === accountId && stack.region === region,
  );
}
