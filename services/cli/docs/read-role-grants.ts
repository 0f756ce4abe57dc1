import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hooks } from '../../sandbox';
import type { DeclaredAlarm } from './pages/metrics-page';

/** A statement of a policy, with CloudFormation's intrinsics written out and nothing resolved. */
export interface GrantStatement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** A statement that exists only under a condition of the template. */
interface ConditionalStatement {
  readonly 'Fn::If': readonly [string, GrantStatement, unknown];
}

/** What a template gives a role. */
export interface RoleGrant {
  /** RoleName, not resolved. */
  readonly name: unknown;
  readonly where: string;
  readonly description: string;
  /** Name of the policy that bounds it; absent when none does. */
  readonly boundary?: unknown;
  readonly trust: readonly GrantStatement[];
  readonly statements: readonly (GrantStatement | ConditionalStatement)[];
}

const SERVICES = join(__dirname, '../..');

interface Policy {
  readonly PolicyDocument: { readonly Statement: RoleGrant['statements'] };
}

interface Role {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: {
    readonly RoleName: unknown;
    readonly Description: string;
    readonly PermissionsBoundary?: { readonly Ref: string };
    readonly AssumeRolePolicyDocument: { readonly Statement: readonly GrantStatement[] };
    readonly Policies: readonly (
      | Policy
      | { readonly 'Fn::If': readonly [string, Policy, unknown] }
    )[];
    readonly ManagedPolicyName?: unknown;
  };
}

/** The rights that our templates give their roles: the members' roles first, then those of the security account. */
export const readRoleGrants = (): readonly RoleGrant[] => [
  ...rolesIn('member/template.yml', ({ Condition }) =>
    Condition ? 'each governed account' : 'each governed account and Region',
  ),
  ...rolesIn('member/undo.yml', () => 'each account where `undo.yml` is deployed'),
  ...rolesIn('member/buckets.yml', () => 'each account where `BucketGuard` was asked for'),
  ...rolesIn('member/logins.yml', () => 'each account and Region where `LoginGuard` was asked for'),
  ...rolesIn('member/containment.yml', () => 'each account where `Containment` was asked for'),
  ...rolesIn('forensics/template.yml', () => 'the forensic account'),
  ...rolesIn('central/roles.yml', () => 'the security account'),
  ...rolesIn('central/evidence.yml', () => 'the security account'),
  ...rolesIn('central/releaser.yml', () => 'the security account, with `Containment`'),
  ...rolesIn('central/playbooks.yml', () => 'the security account, where the playbook is deployed'),
  ...rolesIn('central/logins.yml', () => 'the security account, with `LoginGuard`'),
];

function rolesIn(file: string, where: (role: Role) => string): readonly RoleGrant[] {
  const resources = resourcesIn<Role>(file);
  return Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .map((role) => grantOf(role, where(role), resources));
}

type Resources<T> = Readonly<Record<string, T>>;

const resourcesIn = <T>(file: string): Resources<T> => {
  const template = hooks.cloudformation.readYaml(readFileSync(join(SERVICES, file), 'utf8'));
  return (template as { readonly Resources: Resources<T> }).Resources;
};

function grantOf({ Properties: role }: Role, where: string, resources: Resources<Role>): RoleGrant {
  const boundary = resources[role.PermissionsBoundary?.Ref ?? '']?.Properties.ManagedPolicyName;
  return {
    name: role.RoleName,
    where,
    description: role.Description,
    ...(boundary !== undefined && { boundary }),
    trust: role.AssumeRolePolicyDocument.Statement,
    statements: role.Policies.flatMap(statementsOf),
  };
}

/** The condition of a policy applies to each of its statements. */
function statementsOf(policy: Role['Properties']['Policies'][number]): RoleGrant['statements'] {
  if (!('Fn::If' in policy)) return policy.PolicyDocument.Statement;
  const [condition, { PolicyDocument }, otherwise] = policy['Fn::If'];
  return PolicyDocument.Statement.map((statement) =>
    'Fn::If' in statement ? statement : { 'Fn::If': [condition, statement, otherwise] },
  );
}

/** The alarms of the central stack, as its template declares them. */
export const readAlarms = (): readonly DeclaredAlarm[] =>
  Object.values(resourcesIn<{ readonly Properties: DeclaredAlarm }>('central/alarms.yml')).map(
    ({ Properties }) => Properties,
  );
