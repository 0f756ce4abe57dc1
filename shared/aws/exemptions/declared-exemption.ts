import type { Exemption } from '../../domain/exemption';

/** An exemption as it lies in the table: what the warden reads of it, and what people ask later. */
export interface DeclaredExemption extends Exemption {
  readonly accountId: string;
  readonly declaredAt: string;
  /** Absent until somebody ended it; `until` is then that moment. */
  readonly ended?: { readonly at: string; readonly by: string };
}

/** What a planned change is about: one subject's key, or `*` for everything in the account. */
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
