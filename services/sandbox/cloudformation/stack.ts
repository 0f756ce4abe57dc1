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
  /** What it was made of last. */
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A template that is to become a stack. */
export interface TemplateDeployment extends Place {
  readonly stackName: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts?: string | undefined;
  /** Of a stack that is known already; absent: a new one. */
  readonly stackId?: string;
  /** Hears of each resource as it is worked on. */
  readonly onResource?: (event: ResourceEvent) => void;
}

/** A line of DescribeStackEvents. */
export interface ResourceEvent {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: string;
  readonly why?: string;
}

export interface StackIdentity extends Place {
  readonly stackName: string;
  readonly stackId: string;
}

export interface StackInstance extends Place {
  readonly outcome:
    | { readonly kind: 'current'; readonly stackId: string }
    /** With its stack's id, where an update of it failed. */
    | { readonly kind: 'failed'; readonly why: string; readonly stackId?: string };
}

/** A service-managed StackSet: one template in many accounts and Regions, and in accounts yet to come. */
export interface StackSet {
  readonly name: string;
  readonly id: string;
  description?: string;
  /** The account and Region it was made from. */
  readonly owner: Place;
  template: Template;
  parameters: Readonly<Record<string, string>>;
  /** Root or organizational units; everything beneath them is meant. */
  targets: readonly string[];
  /** In the order in which they are deployed. */
  regions: readonly string[];
  autoDeployment: boolean;
  /** How many accounts of a Region may fail, in percent, before the operation is given up. */
  tolerancePercent: number;
  tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly instances: StackInstance[];
  /** Newest last. */
  readonly operations: StackSetOperation[];
}

/** What was done to a StackSet's accounts; the call that asked for it is answered before it ends. */
export interface StackSetOperation {
  readonly id: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED';
  why?: string;
  readonly createdAt: Date;
  endedAt?: Date;
  readonly results: (Place & { readonly status: string; readonly why?: string })[];
  work: Promise<void>;
}

interface CloudFormationState {
  /** By stack id. */
  readonly stacks: Map<string, Stack>;
  /** By `<account>/<region>/<export name>`. */
  readonly exports: Map<string, { readonly owner: string; readonly value: string }>;
  readonly stackSets: StackSet[];
  /** Accounts in which nothing can be deployed, and why not. */
  readonly failingAccounts: Map<string, string>;
}

/** The stacks that are there; what their life was like is in `api/lives.ts`. */
export const cloudFormationOf = perWorld(
  (): CloudFormationState => ({
    stacks: new Map(),
    exports: new Map(),
    stackSets: [],
    failingAccounts: new Map(),
  }),
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
