import type { Call } from '../../core/call';
import type { Action, Output } from '../../core/service';
import type { World } from '../../core/world';
import { iamRecord } from '../iam-record';
import { roleOutput } from '../outputs';
import { nameInput, pathInput, textInput } from '../read-input';
import { policyLength, trustPolicyInput } from '../read-policy';
import { refuse } from '../refusals';
import { boundaryConditions } from '../role-of-call';
import { createRole as create } from '../roles';
import { tagsInput } from '../tags';

export const createRole: Action = {
  readOnly: false,
  resource: (call) =>
    `arn:aws:iam::${call.accountId}:role${textInput(call, 'Path') ?? '/'}${textInput(call, 'RoleName') ?? ''}`,
  conditions: boundaryConditions,
  handle: (call, world) => ({ Role: created(call, world) }),
  record: iamRecord,
};

/** MaxSessionDuration is not told back [R]. */
function created(call: Call, world: World): Output {
  const trustPolicy = trustPolicyInput(call, 'AssumeRolePolicyDocument');
  if (policyLength(trustPolicy) > 2048) throw refuse.quotaExceeded('ACLSizePerRole: 2048');
  const { MaxSessionDuration: _untold, ...role } = roleOutput(
    create(world, {
      accountId: call.accountId,
      name: nameInput(call, 'RoleName'),
      path: ownPath(call),
      description: textInput(call, 'Description'),
      trustPolicy,
      maxSessionSeconds: sessionSeconds(call) ?? 3600,
      permissionsBoundaryArn: textInput(call, 'PermissionsBoundary'),
      tags: tagsInput(call),
    }),
  );
  return role;
}

/** Recorded on AWS for service-linked roles; of the roles of IAM Identity Center the words are not known [U]. */
function ownPath(call: Call): string {
  const path = pathInput(call);
  if (path.startsWith('/aws-service-role/')) {
    throw refuse.invalidInput(
      "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
    );
  }
  if (path.startsWith('/aws-reserved/')) {
    throw refuse.invalidInput("Path prefix '/aws-reserved/' can only be used by AWS");
  }
  return path;
}

/** One to twelve hours; undefined when it is left out. */
export function sessionSeconds({ input }: Call): number | undefined {
  if (input.MaxSessionDuration === undefined) return undefined;
  const seconds = Number(input.MaxSessionDuration);
  if (seconds >= 3600 && seconds <= 43_200) return seconds;
  throw refuse.validationError(
    `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${seconds < 3600 ? 'greater than or equal to 3600' : 'less than or equal to 43200'}`,
  );
}
