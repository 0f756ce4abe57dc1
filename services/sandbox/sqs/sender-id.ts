import type { Principal } from '../core/principal';

/** The `SenderId` attribute: the IAM id behind the call. */
export function senderId(principal: Principal): string {
  switch (principal.kind) {
    case 'assumed-role':
      return `${principal.roleId}:${principal.sessionName}`;
    case 'user':
      return principal.userId;
    case 'root':
      return principal.accountId;
    case 'service':
      return principal.service;
  }
}
