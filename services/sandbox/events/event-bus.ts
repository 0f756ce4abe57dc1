import type { PolicyDocument } from '../iam/policy-document';
import type { Rule } from './rule';

export interface EventBus {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: Date;
  /** By name. */
  readonly rules: Map<string, Rule>;
  readonly tags: Map<string, string>;
  policy: PolicyDocument | undefined;
  /** As UpdateEventBus put them; kept and given back without effect. */
  settings?: Readonly<Record<string, unknown>>;
}
