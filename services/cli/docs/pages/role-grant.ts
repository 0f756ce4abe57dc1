/** A statement of a policy, with CloudFormation's intrinsics written out and nothing resolved. */
export interface GrantStatement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** A statement that exists only under a condition of the template. */
export interface ConditionalStatement {
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
