import { linkOf, principalOf, type Recognized, type Seen } from '../recognized';
import { user } from './user';

/** A session of GetFederationToken: the record names the IAM user who asked for it. */
export function federationToken(seen: Seen): Recognized | undefined {
  const { identity } = seen;
  if (identity.type !== 'FederatedUser') return undefined;
  const link = linkOf(seen, {
    kind: 'federated',
    principal: principalOf(identity),
    why: 'A federated session, asked for with GetFederationToken.',
  });
  const { issuer } = identity;
  const behind = issuer?.arn && user(issuedBy(seen, issuer));
  if (behind) return { links: [link, ...behind.links], next: behind.next };
  const { accountId } = identity;
  if (!accountId) {
    const why =
      'The record of the federated session says neither whose it is nor in which account.';
    return { links: [link], next: { kind: 'end', ends: 'unknown', why } };
  }
  return { links: [link], next: { kind: 'issued', calls: ['GetFederationToken'], accountId } };
}

/**
 * The same record, with the user who asked for the token as its identity. It does not say whether they had MFA: the
 * attributes are the session's.
 */
function issuedBy(seen: Seen, issuer: NonNullable<Seen['identity']['issuer']>): Seen {
  const { arn, userName, accountId } = issuer;
  const identity = {
    type: issuer.type ?? 'IAMUser',
    ec2: false,
    assumedRoot: false,
    ...(arn && { arn }),
    ...(userName && { userName }),
    ...(accountId && { accountId }),
  };
  const { createdAt } = seen.identity;
  return { ...seen, identity, ...(createdAt && { at: createdAt }) };
}
