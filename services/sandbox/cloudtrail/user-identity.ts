import type { Principal } from '../core/principal';

type Identity = Readonly<Record<string, unknown>>;

/** `userIdentity` as the caller's own account sees it [D cloudtrail-event-reference-user-identity]. */
export function userIdentity(principal: Principal): Identity {
  if (principal.kind === 'service') return { type: 'AWSService', invokedBy: principal.service };
  const { accountId, arn, accessKeyId } = principal;
  if (principal.kind === 'root') {
    return { type: 'Root', principalId: accountId, arn, accountId, accessKeyId };
  }
  if (principal.kind === 'user') {
    const { userId: principalId, userName } = principal;
    return { type: 'IAMUser', principalId, arn, accountId, accessKeyId, userName };
  }
  return {
    type: 'AssumedRole',
    principalId: `${principal.roleId}:${principal.sessionName}`,
    arn,
    accountId,
    accessKeyId,
    sessionContext: sessionContext(principal),
  };
}

/** What another account learns of the caller: which account, which principal, no name. */
export function foreignIdentity(principal: Principal): Identity {
  const { principalId } = userIdentity(principal);
  return { type: 'AWSAccount', principalId, accountId: principal.accountId };
}

function sessionContext(session: Extract<Principal, { readonly kind: 'assumed-role' }>): Identity {
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: session.roleId,
      arn: session.roleArn,
      accountId: session.accountId,
      userName: session.roleName,
    },
    attributes: { creationDate: seconds(session.createdAt), mfaAuthenticated: 'false' },
    ...(session.sourceIdentity !== undefined && { sourceIdentity: session.sourceIdentity }),
  };
}

function seconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
