import type { Principal } from '../core/principal';
import type { ConditionContext } from './condition-context';
import { expandVariables } from './expand-variables';
import { listOf } from './list-of';
import { matchCondition } from './match-condition';
import { matchPrincipal, type PrincipalMatch } from './match-principal';
import type { PolicyDocument, Statement } from './policy-document';
import { isResourceless } from './resourceless-actions';
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
