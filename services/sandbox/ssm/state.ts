import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { Call } from '../core/service';

export interface Parameter {
  readonly arn: string;
  readonly name: string;
  readonly type: 'String' | 'StringList' | 'SecureString';
  readonly value: string;
  readonly version: number;
  /** Of a SecureString: a customer-managed key, or absent for AWS's own. */
  readonly keyId: string | undefined;
  readonly changedAt: Date;
}

/** By ARN. */
export const parameters = perWorld(() => new Map<string, Parameter>());

/** `/a/b` and `a` alike come behind `parameter/` with one slash. */
export function parameterArn({ accountId, region, input }: Call): string {
  const name = String(input.Name);
  if (name.startsWith('arn:')) return name;
  return `arn:${partitionOf(region)}:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
}
