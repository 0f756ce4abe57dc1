import { linkOf, type Recognized, type Seen } from '../recognized';

/**
 * A caller in another account. AWS tells this account only the caller's account, and often an id. The caller's own
 * account has a copy under the same sharedEventID.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export function otherAccount(seen: Seen): Recognized | undefined {
  const { identity, call } = seen;
  const { type, accountId, principalId } = identity;
  if (type !== 'AWSAccount' || !accountId) return undefined;
  const why = `A principal of account ${accountId} called.`;
  const principal = principalId ?? accountId;
  const link = linkOf(seen, { kind: 'account', principal, why });
  if (call?.accountId === accountId) {
    const unsaid = `Account ${accountId} called in its own name, and its own record names no person.`;
    return { links: [link], next: { kind: 'end', ends: 'unknown', why: unsaid } };
  }
  return { links: [link], next: { kind: 'copy', accountId } };
}
