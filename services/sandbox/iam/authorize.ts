import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { organizationIdOf, policyLevels } from '../organizations/membership';
import type { Policy } from '../organizations/state';
import type { ConditionContext } from './condition-keys';
import { isControlled } from './controlled';
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
  /** Keys about one of the resources, beyond those that every resource has: its tags. */
  readonly contextOf?: (resource: string) => ConditionContext;
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
    const context = {
      ...caller,
      ...resourceContext(world, resource),
      ...request.context,
      ...request.contextOf?.(resource),
    };
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
  const byResource = objection(onResource, 'resource-based policy', request);
  if (onResource === 'denied' || principal.kind === 'service') return byResource;
  const limit = whyLimited(world, principal, request);
  if (limit !== undefined) return limit;
  const identity = identityVerdict(world, principal, request);
  const byIdentity = objection(identity, 'identity-based policy', request);
  if (identity === 'denied' || resourcePolicy === undefined) return byIdentity;
  const sameAccount = resourcePolicy.ownerAccountId === principal.accountId;
  const needsBoth = !sameAccount || resourcePolicy.mandatory;
  if (needsBoth && byResource !== undefined) return byResource;
  return sameAccount && onResource === 'allowed' ? undefined : byIdentity;
}

/** The permissions boundary and the session policy can only take away. */
function whyLimited(
  world: World,
  principal: Exclude<Principal, { readonly kind: 'service' }>,
  request: AccessRequest,
): string | undefined {
  if (principal.kind === 'root') return undefined;
  const boundary = permissionsBoundary(world, principal);
  const bounded =
    boundary &&
    objection(evaluate([boundary], 'identity', request), 'permissions boundary', request);
  if (bounded !== undefined) return bounded;
  if (principal.kind !== 'assumed-role' || principal.sessionPolicy === undefined) return undefined;
  const session = JSON.parse(principal.sessionPolicy) as PolicyDocument;
  return objection(evaluate([session], 'identity', request), 'session policy', request);
}

function identityVerdict(
  world: World,
  principal: Exclude<Principal, { readonly kind: 'service' }>,
  request: AccessRequest,
): Verdict {
  if (principal.kind === 'root') return 'allowed';
  const owner = ownerOf(world, principal);
  return evaluate(owner ? attached(world, owner) : [], 'identity', request);
}

/** Why a kind of policy stands in the way; undefined when it does not. */
function objection(verdict: Verdict, kind: string, { action }: AccessRequest): string | undefined {
  if (verdict === 'silent') return `because no ${kind} allows the ${action} action`;
  const article = kind.startsWith('i') ? 'an' : 'a';
  return verdict === 'denied' ? `with an explicit deny in ${article} ${kind}` : undefined;
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
    principal.kind === 'service'
      ? []
      : policyLevels(world, principal.accountId, 'SERVICE_CONTROL_POLICY');
  const ofResource =
    resourceOwner !== undefined && isControlled(action)
      ? policyLevels(world, resourceOwner, 'RESOURCE_CONTROL_POLICY')
      : [];
  return (
    whyForbidden(ofCaller, 'identity', request) ?? whyForbidden(ofResource, 'resource', request)
  );
}

function whyForbidden(
  levels: readonly (readonly Policy[])[],
  kind: 'identity' | 'resource',
  request: AccessRequest,
): string | undefined {
  const verdicts = levels.map((level) => evaluate(documentsOf(level), kind, request));
  const worst = (['denied', 'silent'] as const).find((one) => verdicts.includes(one));
  if (worst === undefined) return undefined;
  const name = kind === 'identity' ? 'service control policy' : 'resource control policy';
  const sentence = objection(worst, name, request);
  if (worst === 'silent' || kind === 'identity') return sentence;
  // Recorded on AWS of resource control policies, September 2026; of the other kind it is not known.
  const denying = levels.flat().find((one) => evaluate([one.document], kind, request) === 'denied');
  return `${sentence}: ${denying?.arn}`;
}

const documentsOf = (policies: readonly Policy[]): readonly PolicyDocument[] =>
  policies.map(({ document }) => document);

function isServiceLinked(principal: Principal): boolean {
  return principal.kind === 'assumed-role' && principal.roleArn.includes(':role/aws-service-role/');
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

/** The user, or the session's role; undefined when it was deleted, or made again since. */
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
