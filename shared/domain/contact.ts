/** Whom to tell, best first. */
export interface Contact {
  /** A person's name, where the source gives one. */
  readonly person?: string;
  /** An e-mail address, a channel, an id: whatever `channel` takes. */
  readonly address: string;
  readonly channel: string;
  readonly source: ContactSource;
  /** Which record, tag or line of the file said so. */
  readonly why: string;
}

/** In the order in which they are asked by default. */
export const contactSources = [
  'identity-store', // e-mail address of the person in IAM Identity Center
  'principal-tag', // tag of the IAM user or role
  'account-tag', // tag of the account in AWS Organizations
  'file', // the operators' own list of patterns
  'security-contact', // alternate contact SECURITY of the account
  'root-email', // of the account
  'default',
] as const;

export type ContactSource = (typeof contactSources)[number];

/** What a source gave; also of those that gave nothing, and why. */
export interface AskedSource {
  readonly source: ContactSource;
  readonly kind: 'found' | 'nothing' | 'obstacle' | 'not-asked';
  readonly why: string;
}

export interface Contacts {
  readonly contacts: readonly Contact[];
  /** Every source of the configured order, in that order. */
  readonly asked: readonly AskedSource[];
}
