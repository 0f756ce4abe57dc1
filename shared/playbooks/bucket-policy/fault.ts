import type { PolicyStatement } from '../../record/statements/statement';

/** What a change of a bucket's policy is, from the worst on. */
export const verdicts = [
  'public', // every caller is let in, by the table with which AWS itself says IsPublic
  'outside-organization', // an account, organization or network that is not known to be ours is let in
  'lock-out', // the owner, or a service that delivers logs, was able to and no longer is
  'weaker-transport', // a Deny that asked for TLS, or for a version of it, is gone or refuses less
  'weaker-encryption', // a Deny that asked for encrypted objects is gone or refuses less
  'may-lock-out', // the owner is shut out of every network but those that a Deny names
  'wider', // more principals, actions or resources of the organization, or fewer conditions
  'unreadable', // one of the two is no policy, or what was there is not known, and nothing worse was found
  'narrower', // less is allowed, or more is denied
  'same', // by meaning, in any spelling
] as const;

export type Verdict = (typeof verdicts)[number];

/** A statement that makes the change what it is: one that came, or one that went or was weakened. */
export interface AtFault {
  readonly verdict: Verdict;
  readonly from: 'now' | 'before';
  readonly index: number;
  readonly sid?: string;
  /** As it was written. */
  readonly statement: Readonly<Record<string, unknown>>;
  readonly sentence: string;
}

/** `sentence` without its end, which names the statement and what became of it. */
export function atFault(
  verdict: Verdict,
  from: AtFault['from'],
  { index, written }: PolicyStatement,
  sentence: string,
): AtFault {
  const sid = typeof written.Sid === 'string' && written.Sid !== '' ? written.Sid : undefined;
  const name = sid ?? `number ${index + 1}`;
  const went = from === 'before' ? ' is gone or weaker' : '';
  return {
    verdict,
    from,
    index,
    ...(sid === undefined ? {} : { sid }),
    statement: written,
    sentence: `${sentence} (statement ${name}${went}).`,
  };
}
