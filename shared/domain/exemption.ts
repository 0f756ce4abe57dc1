/** A declared planned change. While one is in force nothing is restored on its subject. */
export interface Exemption {
  readonly id: string;
  /** The subject's key, or `*` for everything in the account. */
  readonly subjectKey: string;
  /** First moment at which it no longer holds. */
  readonly until: string;
  readonly by: string;
  readonly why: string;
}

/** The exemption that holds longest, if any is in force. Compared here, never left to the table's TTL. */
export function exemptionInForce(
  exemptions: readonly Exemption[],
  subjectKey: string,
  now: string,
): Exemption | undefined {
  return exemptions
    .filter((exemption) => exemption.subjectKey === subjectKey || exemption.subjectKey === '*')
    .filter((exemption) => exemption.until > now)
    .sort((one, other) => other.until.localeCompare(one.until))[0];
}
