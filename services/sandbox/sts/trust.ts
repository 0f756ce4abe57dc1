import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { authorize } from '../iam/authorize';
import type { Role } from '../iam/state';
import type { AssumeRoleInput } from './assume-role-input';

export interface TrustQuestion {
  readonly call: Call;
  readonly input: AssumeRoleInput;
  /** Undefined when the role does not exist: AWS then answers as if it did not trust the caller. */
  readonly role: Role | undefined;
  readonly sourceIdentity: string | undefined;
}

/** The role; refuses unless it trusts the caller, and the caller's own policies let it ask. */
export function trustedRole(world: World, question: TrustQuestion): Role {
  const { role, sourceIdentity } = question;
  const actions = [
    'sts:AssumeRole',
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  if (role && role.usableFrom > world.now()) throw notTrusted(question, 'sts:AssumeRole');
  const refused = role && actions.find((action) => !trusts(world, question, role, action));
  if (!role || refused !== undefined) throw notTrusted(question, refused ?? 'sts:AssumeRole');
  return role;
}

function trusts(
  world: World,
  { call, input, sourceIdentity }: TrustQuestion,
  role: Role,
  action: string,
): boolean {
  const decision = authorize(world, {
    principal: call.principal,
    action,
    resources: [role.arn],
    resourcePolicy: {
      ownerAccountId: role.accountId,
      document: role.trustPolicy,
      mandatory: true,
    },
    context: {
      'aws:RequestedRegion': call.region,
      'sts:RoleSessionName': input.sessionName,
      'sts:ExternalId': input.externalId,
      'sts:SourceIdentity': sourceIdentity,
    },
  });
  return decision.kind === 'allowed';
}

/** One sentence for every reason: AWS does not tell whether the role exists. */
function notTrusted({ call, input }: TrustQuestion, action: string): Refusal {
  return new Refusal(
    'AccessDenied',
    `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: ${input.roleArn}`,
    403,
  );
}
