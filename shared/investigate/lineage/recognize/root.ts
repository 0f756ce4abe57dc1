import { namedPerson } from '../named-person';
import { linkOf, principalOf, type Recognized, type Seen } from '../recognized';

/** The root user of an account, or an identity that took its place with AssumeRoot. */
export function root(seen: Seen): Recognized | undefined {
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
  return {
    links: [linkOf(seen, { kind: 'root', principal, why: `The ${name} called.` })],
    next: {
      kind: 'end',
      ends: 'human',
      why: `It was the ${name}: the holder of its password, its MFA device or one of its keys.`,
      human: namedPerson({
        name,
        kind: 'root',
        certainty: identity.mfa ? 'certain' : 'likely',
        accountId: identity.accountId,
        why: 'Root is no person; the root e-mail address of the account says who may be it.',
      }),
    },
  };
}
