import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GrantStatement, RoleGrant } from '../../../shared/docs/role-grant';
import { readYaml } from '../../sandbox/cloudformation/read-yaml';

const SERVICES = join(__dirname, '../..');

interface Role {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: {
    readonly RoleName: unknown;
    readonly Description: string;
    readonly PermissionsBoundary?: { readonly Ref: string };
    readonly AssumeRolePolicyDocument: { readonly Statement: readonly GrantStatement[] };
    readonly Policies: readonly {
      readonly PolicyDocument: { readonly Statement: RoleGrant['statements'] };
    }[];
    readonly ManagedPolicyName?: unknown;
  };
}

/** What our templates give their roles: the members' first, then those of the security account. */
export const readRoleGrants = (): readonly RoleGrant[] => [
  ...rolesIn('member/template.yml', ({ Condition }) =>
    Condition ? 'each governed account' : 'each governed account and Region',
  ),
  ...rolesIn('central/roles.yml', () => 'the security account'),
  ...rolesIn('central/evidence.yml', () => 'the security account'),
];

function rolesIn(file: string, where: (role: Role) => string): readonly RoleGrant[] {
  const { Resources } = readYaml(readFileSync(join(SERVICES, file), 'utf8')) as {
    readonly Resources: Readonly<Record<string, Role>>;
  };
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .map((role) => grantOf(role, where(role), Resources));
}

function grantOf(
  { Properties: role }: Role,
  where: string,
  resources: Readonly<Record<string, Role>>,
): RoleGrant {
  const boundary = resources[role.PermissionsBoundary?.Ref ?? '']?.Properties.ManagedPolicyName;
  return {
    name: role.RoleName,
    where,
    description: role.Description,
    ...(boundary !== undefined && { boundary }),
    trust: role.AssumeRolePolicyDocument.Statement,
    statements: role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
  };
}
