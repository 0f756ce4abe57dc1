import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action, Output } from '../../core/service';
import type { World } from '../../core/world';
import { findRole } from '../../iam/roles';
import type { Role } from '../../iam/state';
import { type AssumeRoleInput, readAssumeRoleInput } from '../assume-role-input';
import { assumeRoleRecord } from '../assume-role-record';
import { issueSession } from '../issue-session';
import { stsQuota } from '../quota';
import { trustedRole } from '../trust';
import { validationError } from '../validation-error';

export const assumeRole: Action = {
  readOnly: true,
  resource: ({ input }) => String(input.RoleArn),
  authorization: 'own',
  quota: stsQuota,
  handle: (call, world) => handle(call, world),
  record: assumeRoleRecord,
};

function handle(call: Call, world: World): Output {
  const input = readAssumeRoleInput(call);
  if (call.principal.kind === 'root') {
    throw new Refusal('AccessDenied', 'Roles may not be assumed by root accounts.', 403);
  }
  const sourceIdentity = sourceIdentityOf(call, input);
  const found = findRole(world, input.roleArn);
  const role = trustedRole(world, { call, input, role: found, sourceIdentity });
  checkDuration(call, input, role);
  const { credentials, principal } = issueSession(world, {
    ...input,
    role,
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  });
  return {
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: principal.expiresAt,
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${input.sessionName}`,
      Arn: principal.arn,
    },
    ...(input.sessionPolicy !== undefined && { PackedPolicySize: 6 }),
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
  };
}

/** Once set it stays for every session made from this one [D id_credentials_temp_control-access_monitor]. */
function sourceIdentityOf({ principal }: Call, input: AssumeRoleInput): string | undefined {
  const inherited = principal.kind === 'assumed-role' ? principal.sourceIdentity : undefined;
  return inherited ?? input.sourceIdentity;
}

/** A session made from a session lives one hour at most [D id_roles_terms-and-concepts]. */
function checkDuration({ principal }: Call, input: AssumeRoleInput, role: Role): void {
  if (principal.kind === 'assumed-role' && input.durationSeconds > 3600) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (input.durationSeconds > role.maxSessionSeconds) {
    throw validationError(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
}
