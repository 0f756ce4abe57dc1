import { type Call, Refusal, type World } from '../core/service';
import { authorize } from './authorize';

export interface PassedRole {
  readonly roleArn: string;
  /** The service that is to use the role, e.g. `lambda.amazonaws.com`. */
  readonly toService: string;
}

/** Refuses unless the caller may give this role to the service [D id_roles_use_passrole]. */
export function checkPassRole(world: World, call: Call, { roleArn, toService }: PassedRole): void {
  if (roleArn.split(':')[4] !== call.accountId) {
    throw new Refusal('AccessDeniedException', 'Cross-account pass role is not allowed.', 403);
  }
  const action = 'iam:PassRole';
  const decision = authorize(world, {
    principal: call.principal,
    action,
    resources: [roleArn],
    context: { 'iam:PassedToService': toService, 'aws:RequestedRegion': call.region },
  });
  if (decision.kind === 'allowed') return;
  throw new Refusal(
    'AccessDeniedException',
    `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: ${roleArn} ${decision.because}`,
    403,
  );
}
