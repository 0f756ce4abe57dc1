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
      return SERVICES.get(principal.service) ?? principal.service;
  }
}

/** Documented nowhere: as public captures of messages have them, in several accounts and years. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['events.amazonaws.com', 'AIDAJXNJGGKNS7OSV23OI'],
  ['sns.amazonaws.com', 'AIDAIT2UOQQY3AUEKVGXU'],
]);
