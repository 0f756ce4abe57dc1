import { type Resource, resourcesOfType, type Template } from '../../services/cli/local/template';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | Readonly<Record<string, unknown>>;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

export interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

/** Every statement that gives or takes by principal: trust, queue, key, bucket and bus policies. */
export function resourcePolicyStatements(template: Template): readonly Statement[] {
  return Object.values(template.Resources).flatMap((resource) => {
    const { AssumeRolePolicyDocument, PolicyDocument, KeyPolicy, Statement } = resource.Properties;
    const documents = [AssumeRolePolicyDocument, PolicyDocument, KeyPolicy] as PolicyDocument[];
    const ofBus = Statement === undefined ? [] : [Statement as Statement];
    return [...documents.flatMap((document) => document?.Statement ?? []), ...ofBus];
  });
}

/**
 * The statements of a role's own policies, the role given by logical id or by RoleName.
 * Throws when there is no such role, and when it gets permissions from anywhere else, which this would miss.
 */
export function roleStatements(template: Template, role: string): readonly Statement[] {
  const found = resourcesOfType(template, 'AWS::IAM::Role').find(
    ([logicalId, { Properties }]) => logicalId === role || Properties.RoleName === role,
  );
  if (!found) throw new Error(`The template has no role ${role}.`);
  refuseOtherPolicies(template, found[1]);
  const policies = (found[1].Properties.Policies ?? []) as { PolicyDocument: PolicyDocument }[];
  return policies
    .map(unconditional)
    .flatMap((policy) => policy.PolicyDocument.Statement.map(unconditional));
}

/** A statement, or a policy, that stands only under a condition. */
export function unconditional<T extends object>(part: T): T {
  const { 'Fn::If': choice } = part as { 'Fn::If'?: readonly [string, T, unknown] };
  return choice?.[1] ?? part;
}

function refuseOtherPolicies(template: Template, role: Resource): void {
  const attached = role.Properties.ManagedPolicyArns !== undefined;
  const apart = Object.values(template.Resources).some(({ Type }) =>
    /^AWS::IAM::(Role)?Policy$/.test(Type),
  );
  if (attached || apart)
    throw new Error('Permissions belong into the Policies of the role itself.');
}
