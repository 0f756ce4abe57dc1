type OneOrMore<T> = T | readonly T[];

export type PrincipalElement = '*' | Readonly<Record<string, OneOrMore<string>>>;

export type ConditionBlock = Readonly<
  Record<string, Readonly<Record<string, OneOrMore<string | boolean | number>>>>
>;

/** One statement as AWS writes it in JSON. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: ConditionBlock;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: OneOrMore<Statement>;
}

/** A policy attached to a resource. Without `document` the resource could have a policy and has none. */
export interface ResourcePolicy {
  /** The account that owns the resource: a caller from another account needs both sides to allow. */
  readonly ownerAccountId: string;
  readonly document?: PolicyDocument;
  /** Nothing is allowed without this policy, even inside the account: trust policies, key policies. */
  readonly mandatory?: boolean;
}

/** Policies write one value or a list of them wherever a list is meant. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

/** A policy as IAM answers it: its JSON, percent-encoded as RFC 3986 wants it [D API_GetRolePolicy]. */
export function encodeDocument(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
