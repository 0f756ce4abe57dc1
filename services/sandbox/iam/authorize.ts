import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import {
  organizationIdOf,
  resourceControlPoliciesOf,
  serviceControlPoliciesOf,
} from '../organizations/membership';
import type { ConditionContext } from './condition-keys';
import { type AccessRequest, evaluate, type Verdict } from './evaluate';
import { policyDocumentOf } from './policies';
import type { PolicyDocument, ResourcePolicy } from './policy-document';
import { requestContext } from './request-context';
import type { Role, User } from './state';

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
type Authorization =
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

/** The keys about the resource itself; unknown for an ARN without an account, such as a bucket's. */
function resourceContext(world: World, resource: string): ConditionContext {
  const accountId = resource.split(':')[4] || undefined;
  return {
    'aws:ResourceAccount': accountId,
    'aws:ResourceOrgID': accountId && organizationIdOf(world, accountId),
  };
}

/**
 * Services whose resources resource control policies are about [D orgs_manage_policies_rcps]: of the 62 on
 * AWS in September 2026 those that are emulated here, and a few that are not.
 */
const controlled =
  /^(s3|sts|kms|sqs|secretsmanager|ecr|aoss|cognito-identity|logs|dynamodb|events):/;

/**
 * Why the organization forbids it, even if the accounts allow it: the caller's service control policies,
 * then the resource control policies of the resource's owner. Undefined when neither does. Neither
 * binds a service-linked role; an AWS service is bound by the second kind only.
 */
function whyForbiddenByOrganization(
  world: World,
  request: AccessRequest,
  resourceOwner: string | undefined,
): string | undefined {
  const { principal, action } = request;
  if (isServiceLinked(principal)) return undefined;
  const ofCaller =
    principal.kind === 'service' ? [] : serviceControlPoliciesOf(world, principal.accountId);
  const ofResource =
    resourceOwner !== undefined && controlled.test(action)
      ? resourceControlPoliciesOf(world, resourceOwner)
      : [];
  return (
    whyForbidden(ofCaller, { kind: 'identity', name: 'service control policy' }, request) ??
    whyForbidden(ofResource, { kind: 'resource', name: 'resource control policy' }, request)
  );
}

interface Control {
  readonly kind: 'identity' | 'resource';
  readonly name: string;
}

function whyForbidden(
  levels: readonly (readonly PolicyDocument[])[],
  { kind, name }: Control,
  request: AccessRequest,
): string | undefined {
  const verdicts = levels.map((level) => evaluate(level, kind, request));
  if (verdicts.includes('denied')) return `with an explicit deny in a ${name}`;
  if (!verdicts.includes('silent')) return undefined;
  return `because no ${name} allows the ${request.action} action`;
}

function isServiceLinked(principal: Principal): boolean {
  return principal.kind === 'assumed-role' && principal.roleArn.includes(':role/aws-service-role/');
}

/** Policies of the user or of the session's role; none when it was deleted, or made again since. */
function identityPolicies(
  world: World,
  principal: Extract<Principal, { readonly kind: 'user' | 'assumed-role' }>,
): readonly PolicyDocument[] {
  const owner = ownerOf(world, principal);
  return owner ? attached(world, owner) : [];
}

/**
 * The permissions boundary of the user or role; undefined when it has none. A boundary whose policy
 * is gone allows nothing.
 */
function permissionsBoundary(
  world: World,
  principal: Extract<Principal, { readonly kind: 'user' | 'assumed-role' }>,
): PolicyDocument | undefined {
  const arn = ownerOf(world, principal)?.permissionsBoundaryArn;
  return arn === undefined ? undefined : (policyDocumentOf(world, arn) ?? { Statement: [] });
}

function ownerOf(
  world: World,
  principal: Extract<Principal, { readonly kind: 'user' | 'assumed-role' }>,
): Role | User | undefined {
  if (principal.kind === 'user') {
    const user = world.iam.users.get(principal.arn);
    return user?.id === principal.userId ? user : undefined;
  }
  const role = world.iam.roles.get(principal.roleArn);
  return role?.id === principal.roleId ? role : undefined;
}

function attached(world: World, owner: Role | User): readonly PolicyDocument[] {
  const managed = [...owner.managedPolicyArns].flatMap((arn) => policyDocumentOf(world, arn) ?? []);
  return [...owner.inlinePolicies.values(), ...managed];
}
