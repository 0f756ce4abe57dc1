import type { Link } from '../../domain/lineage';
import { federated } from './recognize/federated';
import { federationToken } from './recognize/federation-token';
import { identityCenter } from './recognize/identity-center';
import { otherAccount } from './recognize/other-account';
import { root } from './recognize/root';
import { service } from './recognize/service';
import { session } from './recognize/session';
import { user } from './recognize/user';
import { linkOf, principalOf, type Recognized, type Seen } from './recognized';

/** In this order: the first that knows the identity describes it. */
const recognizers: readonly ((seen: Seen) => Recognized | undefined)[] = [
  service, // AWS itself, even if its session looks like a role's
  identityCenter, // before roles: a permission set is one
  federationToken,
  federated, // SAML, OIDC
  session,
  user,
  root,
  otherAccount,
];

/** The identity that a record shows, and where to go on. Never throws, and names an unknown identity as unknown. */
export function recognize(seen: Seen): Recognized {
  for (const recognizer of recognizers) {
    const recognized = recognizer(seen);
    if (recognized) return { ...recognized, links: [...throughOf(seen), ...recognized.links] };
  }
  return unknown(seen);
}

/** A service, or a product provider, that made the call for the identity that follows. */
function throughOf(seen: Seen): readonly Link[] {
  const { invokedBy, delegate, type } = seen.identity;
  const service = type === 'AWSService' ? undefined : invokedBy;
  return [
    ...(service
      ? [
          linkOf(seen, {
            kind: 'service',
            principal: service,
            why: `${service} made the call, for and with the permissions of the next.`,
          }),
        ]
      : []),
    ...(delegate
      ? [
          linkOf(seen, {
            kind: 'account',
            principal: delegate,
            accountId: delegate,
            why: `The product provider of account ${delegate} called, with access that the next delegated to it.`,
          }),
        ]
      : []),
  ];
}

function unknown(seen: Seen): Recognized {
  const { identity } = seen;
  const principal = principalOf(identity);
  const why =
    principal === 'unknown'
      ? 'The record does not say who called.'
      : `The record names ${principal}, of the type ${identity.type}, which leads to no person.`;
  return {
    links: [linkOf(seen, { kind: 'unknown', principal, certainty: 'guess', why })],
    next: { kind: 'end', ends: 'unknown', why },
  };
}
