import type { Link } from '../../domain/lineage';
import { namedPerson } from './named-person';
import { isSession, sessionParts } from './read-identity';
import { federated } from './recognize/federated';
import { identityCenter } from './recognize/identity-center';
import { endsAt, linkOf, principalOf, type Recognized, type Seen } from './recognized';

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
  const links: Link[] = [];
  if (service) {
    const why = `${service} made the call, for and with the permissions of the next.`;
    links.push(linkOf(seen, { kind: 'service', principal: service, why }));
  }
  if (delegate) {
    const why = `The product provider of account ${delegate} called, with access that the next delegated to it.`;
    links.push(linkOf(seen, { kind: 'account', principal: delegate, accountId: delegate, why }));
  }
  return links;
}

function unknown(seen: Seen): Recognized {
  const { identity } = seen;
  const principal = principalOf(identity);
  const why =
    principal === 'unknown'
      ? 'The record does not say who called.'
      : `The record names ${principal}, of the type ${identity.type}, which leads to no person.`;
  return endsAt(
    linkOf(seen, { kind: 'unknown', principal, certainty: 'guess', why }),
    'unknown',
    why,
  );
}

/** AWS itself: a service in its own name, a service-linked role, an instance with its role. */
function service(seen: Seen): Recognized | undefined {
  const { identity } = seen;
  if (identity.type === 'AWSService') {
    const name = identity.invokedBy ?? identity.arn ?? 'a service that the record does not name';
    return ends(seen, name, `${name} acted by itself; who set it up is not in the record.`);
  }
  const { role, roleArn = '', session } = sessionParts(identity);
  // Recognised by its path: AWS lets no one else use it, and any role may have the name.
  if (roleArn.includes(':role/aws-service-role/')) {
    const name = identity.arn ?? roleArn;
    return ends(seen, name, `${role ?? roleArn} is a role that only AWS can use.`);
  }
  if (identity.ec2) {
    const name = session ?? 'an instance';
    const why = `The credentials were handed to the instance ${name}; who is on it is not in CloudTrail.`;
    return ends(seen, identity.arn ?? name, why);
  }
  return undefined;
}

const ends = (seen: Seen, principal: string, why: string): Recognized =>
  endsAt(linkOf(seen, { kind: 'service', principal, why }), 'service', why);

/** A session of GetFederationToken: the record names the IAM user who asked for it. */
function federationToken(seen: Seen): Recognized | undefined {
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
    return endsAt(
      link,
      'unknown',
      'The record of the federated session says neither whose it is nor in which account.',
    );
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

/** A session of an assumed role: the call that began it names the principal behind it. */
function session(seen: Seen): Recognized | undefined {
  const { identity } = seen;
  if (!isSession(identity)) return undefined;
  const { role = 'unknown', session: name } = sessionParts(identity);
  const named = name ? `, named ${name} by the one who assumed it` : '';
  const source = identity.sourceIdentity;
  const carried = source ? `, with the source identity ${source}` : '';
  const why = `A session of the role ${role}${named}${carried}.`;
  const link = linkOf(seen, { kind: 'session', principal: principalOf(identity), why });
  const accountId = accountOf(seen);
  if (!accountId) {
    return endsAt(
      link,
      'unknown',
      `The record does not say in which account the role ${role} was assumed.`,
    );
  }
  const calls = identity.webProvider ? ['AssumeRoleWithWebIdentity'] : ASSUMED_BY;
  return { links: [link], next: { kind: 'issued', calls, accountId } };
}

const ASSUMED_BY = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

/** A role's sessions begin in the role's own account. */
const accountOf = ({ identity, accountId }: Seen): string | undefined =>
  identity.issuer?.accountId ??
  (/^arn:[a-z-]+:sts::(\d{12}):/.exec(identity.arn ?? '')?.[1] || undefined) ??
  identity.accountId ??
  accountId;

/** An IAM user, with a key, a password or a GetSessionToken session of its own. */
function user(seen: Seen): Recognized | undefined {
  const { type, arn = '', userName, accountId, mfa } = seen.identity;
  if (type !== 'IAMUser' && !/:iam::\d*:user\//.test(arn)) return undefined;
  const name = userName ?? arn.split('/').at(-1) ?? '';
  const principal = principalOf(seen.identity);
  const link = linkOf(seen, { kind: 'user', principal, why: `The IAM user ${name} called.` });
  if (!name) {
    return endsAt(link, 'unknown', 'An IAM user called, and the record does not name it.');
  }
  const how = mfa
    ? 'signed in with MFA'
    : 'without MFA: anyone who has the key or the password may have done it';
  const human = namedPerson({
    name,
    kind: 'iam-user',
    certainty: mfa ? 'certain' : 'likely',
    accountId,
    why: `The record names the IAM user, ${how}.`,
  });
  return endsAt(link, 'human', `It was the IAM user ${name}, ${how}.`, human);
}

/** The root user of an account, or an identity that took its place with AssumeRoot. */
function root(seen: Seen): Recognized | undefined {
  const { identity } = seen;
  if (identity.type !== 'Root' && !/:root$/.test(identity.arn ?? '')) return undefined;
  const account = identity.accountId ?? 'an unknown account';
  const principal = principalOf(identity);
  if (identity.assumedRoot && identity.accountId) {
    const why = `A privileged session as root of ${account}, begun with AssumeRoot.`;
    return {
      links: [linkOf(seen, { kind: 'session', principal, why })],
      next: { kind: 'issued', calls: ['AssumeRoot'], accountId: identity.accountId },
    };
  }
  const name = `root user of ${account}`;
  const human = namedPerson({
    name,
    kind: 'root',
    certainty: identity.mfa ? 'certain' : 'likely',
    accountId: identity.accountId,
    why: 'Root is no person; the root e-mail address of the account says who may be it.',
  });
  const link = linkOf(seen, { kind: 'root', principal, why: `The ${name} called.` });
  const why = `It was the ${name}: the holder of its password, its MFA device or one of its keys.`;
  return endsAt(link, 'human', why, human);
}

/**
 * A caller in another account. AWS tells this account only the caller's account, and often an id. The caller's own
 * account has a copy under the same sharedEventID.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
function otherAccount(seen: Seen): Recognized | undefined {
  const { identity, call } = seen;
  const { type, accountId, principalId } = identity;
  if (type !== 'AWSAccount' || !accountId) return undefined;
  const why = `A principal of account ${accountId} called.`;
  const principal = principalId ?? accountId;
  const link = linkOf(seen, { kind: 'account', principal, why });
  if (call?.accountId === accountId) {
    return endsAt(
      link,
      'unknown',
      `Account ${accountId} called in its own name, and its own record names no person.`,
    );
  }
  return { links: [link], next: { kind: 'copy', accountId } };
}
