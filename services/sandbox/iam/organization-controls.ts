import type { Principal } from '../core/principal';
import type { World } from '../core/world';
import { resourceControlPoliciesOf, serviceControlPoliciesOf } from '../organizations/membership';
import { type AccessRequest, evaluate } from './evaluate';
import type { PolicyDocument } from './policy-document';

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
export function whyForbiddenByOrganization(
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
