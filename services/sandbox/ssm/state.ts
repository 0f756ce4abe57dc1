import type { Call, World } from '../core/service';

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

const parametersOf = new WeakMap<World, Map<string, Parameter>>();

/** By ARN. */
export function parameters(world: World): Map<string, Parameter> {
  const known = parametersOf.get(world);
  if (known !== undefined) return known;
  const fresh = new Map<string, Parameter>();
  parametersOf.set(world, fresh);
  return fresh;
}

/** `/a/b` and `a` alike come behind `parameter/` with one slash. */
export function parameterArn({ accountId, region, input }: Call): string {
  const name = String(input.Name);
  if (name.startsWith('arn:')) return name;
  return `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
}
