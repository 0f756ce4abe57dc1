import type { Certainty, Person, PersonKind } from '../../domain/lineage';

interface Named {
  readonly name: string;
  readonly kind: PersonKind;
  readonly certainty: Certainty;
  readonly why: string;
  readonly accountId?: string | undefined;
}

/** A person by the name in a record; where the name is an e-mail address, they can be written to there. */
export const namedPerson = ({ name, accountId, ...person }: Named): Person => ({
  name,
  ...person,
  ...(accountId && { accountId }),
  ...(isEmail(name) && { email: name }),
});

export const isEmail = (name: string): boolean => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(name);

/** Does a session's name read like a person's? SDKs and services choose names with a number or an id in them. */
export const readsLikePerson = (name: string): boolean =>
  isEmail(name) || (/^[\p{L}][\p{L}'._-]{2,63}$/u.test(name) && !MACHINE.test(name));

const MACHINE =
  /session|lambda|^aws|^i-|sdk|boto|terraform|jenkins|github|gitlab|build|deploy|ci$|^ci|^gtnd|cli$|role|assume|default|autoscaling|stackset|^cloud/i;
