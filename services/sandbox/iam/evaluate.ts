import { asText } from '../core/input';
import type { Principal } from '../core/principal';
import { type ConditionContext, isKnownConditionKey } from './condition-keys';
import {
  actionLike,
  type ParsedOperator,
  parseOperator,
  stringLike,
  UnsupportedPolicy,
} from './condition-operator';
import {
  type ConditionBlock,
  listOf,
  type PolicyDocument,
  type PrincipalElement,
  type Statement,
} from './policy-document';
import { isResourceless } from './resourceless-actions';

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
    const match =
      kind === 'identity' ? 'itself' : matchPrincipal(statement.Principal, request.principal);
    if (match === 'none' || !appliesTo(statement, kind, request)) continue;
    if (statement.Effect === 'Deny') return 'denied';
    verdict = match === 'itself' || verdict === 'allowed' ? 'allowed' : 'delegated';
  }
  return verdict;
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

function matchPrincipal(
  element: PrincipalElement | undefined,
  principal: Principal,
): PrincipalMatch {
  if (element === undefined) return 'none';
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
  const rootArn = `arn:${principal.arn.split(':')[1]}:iam::${principal.accountId}:root`;
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
    return Object.entries(keys).every(([key, expected]) => {
      const values = listOf(expected).flatMap((one) => expandVariables(String(one), context) ?? []);
      const actual = contextValue(key, context, `condition key ${key}`);
      return matchKey(operator, actual === undefined ? undefined : listOf(actual), values);
    });
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

/** What the request says of a key, if anything. Refuses a key that nothing here fills in. */
function contextValue(key: string, context: ConditionContext, what: string) {
  const wanted = key.toLowerCase();
  const found = Object.keys(context).find((name) => name.toLowerCase() === wanted);
  if (found === undefined && !isKnownConditionKey(key) && !isOfFamily(wanted, context)) {
    throw new UnsupportedPolicy(what);
  }
  return found === undefined ? undefined : context[found];
}

/** A request that knows all tags of a resource has the key `aws:ResourceTag/`, with no tag's name behind it. */
function isOfFamily(wanted: string, context: ConditionContext): boolean {
  const family = wanted.slice(0, wanted.indexOf('/') + 1);
  return family !== '' && Object.keys(context).some((name) => name.toLowerCase() === family);
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
  return asText(contextValue(key, context, `variable \${${key}}`));
}
