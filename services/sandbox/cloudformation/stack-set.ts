import type { StackIdentity } from './pseudo-parameters';
import type { Template } from './template';

export interface StackInstance {
  readonly accountId: string;
  readonly region: string;
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
