import { namedPerson } from '../named-person';
import { linkOf, principalOf, type Recognized, type Seen } from '../recognized';

/** An IAM user, with a key, a password or a GetSessionToken session of its own. */
export function user(seen: Seen): Recognized | undefined {
  const { type, arn = '', userName, accountId, mfa } = seen.identity;
  if (type !== 'IAMUser' && !/:iam::\d*:user\//.test(arn)) return undefined;
  const name = userName ?? arn.split('/').at(-1) ?? '';
  const principal = principalOf(seen.identity);
  const link = linkOf(seen, { kind: 'user', principal, why: `The IAM user ${name} called.` });
  if (!name) {
    const why = 'An IAM user called, and the record does not name it.';
    return { links: [link], next: { kind: 'end', ends: 'unknown', why } };
  }
  const how = mfa
    ? 'signed in with MFA'
    : 'without MFA: any holder of the key or the password may have been it';
  return {
    links: [link],
    next: {
      kind: 'end',
      ends: 'human',
      why: `It was the IAM user ${name}, ${how}.`,
      human: namedPerson({
        name,
        kind: 'iam-user',
        certainty: mfa ? 'certain' : 'likely',
        accountId,
        why: `The record names the IAM user, ${how}.`,
      }),
    },
  };
}
