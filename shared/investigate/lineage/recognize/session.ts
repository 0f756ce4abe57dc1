import { linkOf, principalOf, type Recognized, type Seen } from '../recognized';
import { isSession, sessionParts } from '../session-parts';

/** A session of an assumed role: the call that began it names the principal behind it. */
export function session(seen: Seen): Recognized | undefined {
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
    const unsaid = `The record does not say in which account the role ${role} was assumed.`;
    return { links: [link], next: { kind: 'end', ends: 'unknown', why: unsaid } };
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
