import type { Principal } from '../../core/principal';
import type { Action } from '../../core/service';
import { stsQuota } from '../quota';

/** Needs no permission: even an explicit deny does not stop it [D API_GetCallerIdentity]. */
export const getCallerIdentity: Action = {
  authorization: 'none',
  quota: stsQuota,
  handle: ({ principal }) => ({
    Arn: principal.arn,
    UserId: userId(principal),
    Account: principal.accountId,
  }),
};

function userId(principal: Principal): string {
  if (principal.kind === 'user') return principal.userId;
  if (principal.kind === 'assumed-role') return `${principal.roleId}:${principal.sessionName}`;
  return principal.accountId;
}
