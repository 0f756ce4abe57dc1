/** The scope of a planned change: one subject's key, or `*` for everything in the account. */
export interface ExemptionScope {
  readonly accountId: string;
  readonly subjectKey: string;
}

export const WHOLE_ACCOUNT = '*';

const ID = /^ex-(\d{12})-[0-9a-f]{8}$/;

/** The account is in the id, so that an exemption can be found by its id alone. */
export const exemptionId = (accountId: string, unique: string): string =>
  `ex-${accountId}-${unique}`;

/** Nothing when the text is no id of an exemption. */
export const accountOfExemption = (id: string): string | undefined => ID.exec(id)?.[1];
