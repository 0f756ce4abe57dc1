/** A declared planned change. While one is in force nothing is restored on its subject. */
export interface Exemption {
  readonly id: string;
  readonly accountId: string;
  /** The subject's key, or `*` for everything in the account. */
  readonly subjectKey: string;
  /** First moment at which it no longer holds. */
  readonly until: string;
  readonly by: string;
  readonly why: string;
  readonly declaredAt: string;
  /** Absent until somebody ended it; `until` is then that moment. */
  readonly ended?: { readonly at: string; readonly by: string };
  /** The seal on its row, not verified yet; absent when it carries none. */
  readonly mac?: string;
}

/** One that nobody who may has declared, and why that is known. */
export interface ForgedExemption {
  readonly id: string;
  readonly why: string;
}

/** The exemption that holds longest, if any is in force. Compared here, never left to the table's TTL. */
export const exemptionInForce = (
  exemptions: readonly Exemption[],
  subjectKey: string,
  now: string,
): Exemption | undefined =>
  exemptionsInForce(exemptions, subjectKey, now).sort((one, other) =>
    other.until.localeCompare(one.until),
  )[0];

export const exemptionsInForce = (
  exemptions: readonly Exemption[],
  subjectKey: string,
  now: string,
): Exemption[] =>
  exemptions
    .filter((exemption) => exemption.subjectKey === subjectKey || exemption.subjectKey === '*')
    .filter((exemption) => exemption.until > now);
