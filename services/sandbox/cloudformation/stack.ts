import { dnsSuffixOf, partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import type { Template, Values } from './template';

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Values;
  readonly properties: Values;
  /** True for a type that is only written down here (alarms, log groups): it does nothing in the sandbox. */
  readonly inert: boolean;
  /** DeletionPolicy: kept when the stack is deleted, and also when its creation fails? */
  readonly retained: 'always' | 'except on create' | 'never';
}

export interface Stack extends StackIdentity {
  readonly outputs: Readonly<Record<string, string>>;
  /** In the order they were made. */
  readonly resources: readonly StackResource[];
}

/** A template that is to become a stack. */
export interface TemplateDeployment extends Place {
  readonly stackName: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts?: string | undefined;
}

export interface StackIdentity extends Place {
  readonly stackName: string;
  readonly stackId: string;
}

/** `AWS::NoValue` is not among them: it removes what it stands for, see `resolve`. */
export function pseudoParameters(stack: StackIdentity): ReadonlyMap<string, string> {
  return new Map([
    ['AWS::AccountId', stack.accountId],
    ['AWS::Region', stack.region],
    ['AWS::StackName', stack.stackName],
    ['AWS::StackId', stack.stackId],
    ['AWS::Partition', partitionOf(stack.region)],
    ['AWS::URLSuffix', dnsSuffixOf(stack.region)],
  ]);
}

export interface StackInstance extends Place {
  readonly outcome:
    | { readonly kind: 'current'; readonly stackId: string }
    | { readonly kind: 'failed'; readonly why: string };
}

/** A service-managed StackSet: one template in many accounts and Regions, and in accounts yet to come. */
export interface StackSet {
  readonly name: string;
  readonly id: string;
  /** The stack that made it. */
  readonly owner: StackIdentity;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  /** Root or organizational units; everything beneath them is meant. */
  readonly targets: readonly string[];
  /** In the order in which they are deployed. */
  readonly regions: readonly string[];
  readonly autoDeployment: boolean;
  /** How many accounts of a Region may fail, in percent, before the operation is given up. */
  readonly tolerancePercent: number;
  readonly instances: StackInstance[];
}

interface CloudFormationState {
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
