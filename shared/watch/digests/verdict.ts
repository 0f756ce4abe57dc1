/** The verdict on a digest, and the sentence for it. Only `valid` and `unlinked` are no accusation. */
export const digestVerdicts = {
  valid: 'is as CloudTrail signed it',
  'bad-signature': 'was altered: its signature does not match',
  unsigned: 'has no signature beside it',
  'unknown-key': 'is signed with a key that CloudTrail did not use in this time',
  'hash-mismatch': 'was exchanged: the next digest remembers another hash or signature',
  moved: 'is not in the place that it names',
  missing: 'is missing: the next digest names it',
  'bad-format': 'is no digest any more',
  unlinked: 'is named by no digest of the chain',
  unreadable: 'could not be read',
} as const;

export type DigestVerdict = keyof typeof digestVerdicts;

export const logVerdicts = {
  valid: 'is as CloudTrail wrote it',
  altered: 'was altered: its hash does not match',
  missing: 'is missing: the digest names it',
  'bad-format': 'was altered: it cannot be unpacked any more',
  unreadable: 'could not be read',
} as const;

export type LogVerdict = keyof typeof logVerdicts;

/** Not knowing is neither valid nor invalid. */
export const isInvalid = (verdict: DigestVerdict | LogVerdict): boolean =>
  !['valid', 'unlinked', 'unreadable'].includes(verdict);
