import type { StackIdentity } from './pseudo-parameters';
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
export interface TemplateDeployment {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts?: string | undefined;
}
