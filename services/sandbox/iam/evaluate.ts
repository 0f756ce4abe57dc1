import type { Principal } from '../core/principal';
import { type ConditionContext, isKnownConditionKey } from './condition-keys';
import { type ParsedOperator, parseOperator } from './condition-operator';
import {
  type ConditionBlock,
  listOf,
  type PolicyDocument,
  type PrincipalElement,
  type Statement,
} from './policy-document';
import { isResourceless } from './resourceless-actions';
import { UnsupportedPolicy } from './unsupported-policy';
import { actionLike, stringLike } from './wildcard';

export interface AccessRequest {
  readonly principal: Principal;
  /** `service:Action` */
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
}

/** What a set of policies says. `delegated`: allowed, but only by naming the caller's account. */
export type Verdict = 'denied' | 'allowed' | 'delegated' | 'silent';

/** Identity policies carry no Principal; a statement of a resource policy without one matches no one. */
export function evaluate(
  policies: readonly PolicyDocument[],
  kind: 'identity' | 'resource',
  request: AccessRequest,
): Verdict {
  let verdict = 'silent' as Verdict;
  for (const statement of policies.flatMap((policy) => listOf(policy.Statement))) {
    const match = kind === 'identity' ? 'itself' : principalOf(statement, request);
    if (match === 'none' || !appliesTo(statement, kind, request)) continue;
    if (statement.Effect === 'Deny') return 'denied';
    verdict = match === 'itself' || verdict === 'allowed' ? 'allowed' : 'delegated';
  }
  return verdict;
}

function principalOf(statement: Statement, request: AccessRequest): PrincipalMatch {
  return statement.Principal === undefined
    ? 'none'
    : matchPrincipal(statement.Principal, request.principal);
}

function appliesTo(
  statement: Statement,
  kind: 'identity' | 'resource',
  request: AccessRequest,
): boolean {
  return (
    matchAction(statement, request.action) &&
    matchResource(statement, kind, request) &&
    matchCondition(statement.Condition, request.context)
  );
}

function matchAction(statement: Statement, action: string): boolean {
  if (statement.NotAction !== undefined) {
    return !listOf(statement.NotAction).some((pattern) => actionLike(action, pattern));
  }
  return listOf(statement.Action).some((pattern) => actionLike(action, pattern));
}

/** A trust policy has no Resource: it is about the role it belongs to. */
function matchResource(
  statement: Statement,
  kind: 'identity' | 'resource',
  { action, resource: named, context }: AccessRequest,
): boolean {
  const resource = kind === 'identity' && isResourceless(action) ? '*' : named;
  const matches = (pattern: string) => {
    const expanded = expandVariables(pattern, context);
    return expanded !== undefined && stringLike(resource, expanded);
  };
  if (statement.NotResource !== undefined) return !listOf(statement.NotResource).some(matches);
  if (statement.Resource === undefined) return kind === 'resource';
  return listOf(statement.Resource).some(matches);
}

/**
 * How a Principal element names the caller: not at all, itself, or only its account, which leaves the
 * last word to that account's own policies [D reference_policies_elements_principal].
 */
type PrincipalMatch = 'none' | 'itself' | 'account';

function matchPrincipal(element: PrincipalElement, principal: Principal): PrincipalMatch {
  if (element === '*') return 'itself';
  const matches = Object.entries(element).map(([type, values]) => {
    if (type === 'AWS') return matchAws(listOf(values), principal);
    if (type === 'Service') return matchService(listOf(values), principal);
    throw new UnsupportedPolicy(`principal type ${type}`);
  });
  if (matches.includes('itself')) return 'itself';
  return matches.includes('account') ? 'account' : 'none';
}

function matchAws(values: readonly string[], principal: Principal): PrincipalMatch {
  if (values.includes('*')) return 'itself';
  if (principal.kind === 'service') return 'none';
  const names = [principal.arn, ...(principal.kind === 'assumed-role' ? [principal.roleArn] : [])];
  const rootArn = `arn:aws:iam::${principal.accountId}:root`;
  if (principal.kind !== 'root' && values.some((value) => names.includes(value))) return 'itself';
  return values.some((value) => value === rootArn || value === principal.accountId)
    ? 'account'
    : 'none';
}

function matchService(values: readonly string[], principal: Principal): PrincipalMatch {
  return principal.kind === 'service' && values.includes(principal.service) ? 'itself' : 'none';
}

/** True when every operator and every key in the block holds. Throws on what it cannot judge. */
export function matchCondition(
  block: ConditionBlock | undefined,
  context: ConditionContext,
): boolean {
  return Object.entries(block ?? {}).every(([written, keys]) => {
    const operator = parseOperator(written);
    if (!operator) throw new UnsupportedPolicy(`condition operator ${written}`);
    return Object.entries(keys).every(([key, expected]) =>
      matchKey(operator, contextValues(key, context), expandAll(listOf(expected), context)),
    );
  });
}

function matchKey(
  { kind, ifExists, quantifier, operator }: ParsedOperator,
  actual: readonly string[] | undefined,
  expected: readonly string[],
): boolean {
  if (kind === 'null') return expected.includes(String(actual === undefined));
  if (actual === undefined) return ifExists || matchesAbsent(quantifier, operator.negated);
  const holds = (value: string) =>
    operator.negated !== expected.some((pattern) => operator.test(value, pattern));
  return quantifier === 'all' ? actual.every(holds) : actual.some(holds);
}

/** "Not equal" holds for a key that is not there; `ForAllValues` of nothing does, `ForAnyValue` does not. */
function matchesAbsent(quantifier: ParsedOperator['quantifier'], negated: boolean): boolean {
  return quantifier === undefined ? negated : quantifier === 'all';
}

function expandAll(
  expected: readonly (string | boolean | number)[],
  context: ConditionContext,
): readonly string[] {
  return expected.flatMap((value) => expandVariables(String(value), context) ?? []);
}

function contextValues(key: string, context: ConditionContext): readonly string[] | undefined {
  const wanted = key.toLowerCase();
  const found = Object.keys(context).find((candidate) => candidate.toLowerCase() === wanted);
  if (found === undefined && !isKnownConditionKey(key)) {
    throw new UnsupportedPolicy(`condition key ${key}`);
  }
  const value = found === undefined ? undefined : context[found];
  return value === undefined ? undefined : listOf(value);
}

/**
 * Puts `${aws:PrincipalAccount}` and the like into a policy value. Undefined when the key is absent
 * from the request: the value then matches nothing [D reference_policies_variables].
 */
function expandVariables(value: string, context: ConditionContext): string | undefined {
  if (!value.includes('${')) return value;
  let absent = false;
  const expanded = value.replace(/\$\{([^}]+)\}/g, (_whole, key: string) => {
    const replacement = variable(key, context);
    absent ||= replacement === undefined;
    return replacement ?? '';
  });
  return absent ? undefined : expanded;
}

function variable(key: string, context: ConditionContext): string | undefined {
  if (key === '*' || key === '?' || key === '$') return key;
  const wanted = key.toLowerCase();
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === wanted);
  if (!found && !isKnownConditionKey(key)) throw new UnsupportedPolicy(`variable \${${key}}`);
  const actual = found?.[1];
  return typeof actual === 'string' ? actual : undefined;
}
