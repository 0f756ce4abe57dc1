import type { Principal } from '../core/principal';
import type { World } from '../core/world';
import type { ConditionContext } from './condition-context';
import { type AccessRequest, evaluate, type Verdict } from './evaluate';
import { identityPolicies, permissionsBoundary } from './identity-policies';
import { whyForbiddenByOrganization } from './organization-controls';
import type { PolicyDocument, ResourcePolicy } from './policy-document';
import { requestContext } from './request-context';
import { resourceContext } from './resource-context';

export interface AuthorizationRequest {
  readonly principal: Principal;
  /** `service:Action` */
  readonly action: string;
  readonly resources: readonly string[];
  /** Absent: the resource cannot have a policy. Without `document`: it could and has none. */
  readonly resourcePolicy?: ResourcePolicy;
  /** Keys beyond those of the caller: `aws:SourceArn`, `sts:ExternalId`, `aws:RequestedRegion` … */
  readonly context?: ConditionContext;
}

/** `because` completes AWS's sentence: "… because no identity-based policy allows the x:Y action". */
export type Authorization =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly resource: string; readonly because: string };

/**
 * The whole decision for one call [D reference_policies_evaluation-logic]: a denial anywhere wins;
 * inside an account either side may allow; across accounts both must; a permissions boundary and a
 * session policy only narrow.
 * Throws NotEmulated on a policy it cannot judge.
 */
export function authorize(world: World, request: AuthorizationRequest): Authorization {
  const caller = requestContext(world, request.principal);
  for (const resource of request.resources) {
    const context = { ...caller, ...resourceContext(world, resource), ...request.context };
    const because = whyDenied(world, request, { ...request, resource, context });
    if (because !== undefined) return { kind: 'denied', resource, because };
  }
  return { kind: 'allowed' };
}

function whyDenied(
  world: World,
  { principal, resourcePolicy }: AuthorizationRequest,
  request: AccessRequest,
): string | undefined {
  const owner = resourcePolicy?.ownerAccountId ?? (request.resource.split(':')[4] || undefined);
  const forbidden = whyForbiddenByOrganization(world, request, owner);
  if (forbidden !== undefined) return forbidden;
  const attached = resourcePolicy?.document ? [resourcePolicy.document] : [];
  const onResource = evaluate(attached, 'resource', request);
  if (onResource === 'denied') return 'with an explicit deny in a resource-based policy';
  if (principal.kind === 'service')
    return granted(onResource) ? undefined : noSide('resource', request);
  const limit = whyLimited(world, principal, request);
  if (limit !== undefined) return limit;
  const identity = identityVerdict(world, principal, request);
  if (identity === 'denied') return 'with an explicit deny in an identity-based policy';
  if (resourcePolicy === undefined)
    return identity === 'allowed' ? undefined : noSide('identity', request);
  const sameAccount = resourcePolicy.ownerAccountId === principal.accountId;
  if (sameAccount && !resourcePolicy.mandatory) return eitherSide(identity, onResource, request);
  if (!granted(onResource)) return noSide('resource', request);
  if (sameAccount && onResource === 'allowed') return undefined;
  return identity === 'allowed' ? undefined : noSide('identity', request);
}

function eitherSide(
  identity: Verdict,
  onResource: Verdict,
  request: AccessRequest,
): string | undefined {
  const allowed = identity === 'allowed' || onResource === 'allowed';
  return allowed ? undefined : noSide('identity', request);
}

/** The permissions boundary and the session policy can only take away. */
function whyLimited(
  world: World,
  principal: Exclude<Principal, { readonly kind: 'service' }>,
  request: AccessRequest,
): string | undefined {
  if (principal.kind === 'root') return undefined;
  const boundary = permissionsBoundary(world, principal);
  const bounded = boundary && evaluate([boundary], 'identity', request);
  if (bounded === 'denied') return 'with an explicit deny in a permissions boundary';
  if (bounded === 'silent') return noSide('boundary', request);
  if (principal.kind !== 'assumed-role' || principal.sessionPolicy === undefined) return undefined;
  const session = evaluate(
    [JSON.parse(principal.sessionPolicy) as PolicyDocument],
    'identity',
    request,
  );
  if (session === 'denied') return 'with an explicit deny in a session policy';
  return session === 'allowed' ? undefined : noSide('session', request);
}

function identityVerdict(
  world: World,
  principal: Exclude<Principal, { readonly kind: 'service' }>,
  request: AccessRequest,
): Verdict {
  if (principal.kind === 'root') return 'allowed';
  return evaluate(identityPolicies(world, principal), 'identity', request);
}

function granted(verdict: Verdict): boolean {
  return verdict === 'allowed' || verdict === 'delegated';
}

const sides = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  session: 'session policy',
  boundary: 'permissions boundary',
} as const;

function noSide(side: keyof typeof sides, { action }: AccessRequest): string {
  return `because no ${sides[side]} allows the ${action} action`;
}
