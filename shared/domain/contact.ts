import type { Obstacle } from './obstacle';

/** Whom to tell, best first. */
export interface Contact {
  /** A person's name, where the source gives one. */
  readonly person?: string;
  /** An e-mail address, a Slack channel or an id, as `channel` takes it. */
  readonly address: string;
  readonly channel: string;
  readonly source: ContactSource;
  /** Which record, tag or line of the file said so. */
  readonly why: string;
}

/** In the order in which they are asked by default. */
export const contactSources = [
  'identity-store', // e-mail address of the person in IAM Identity Center
  'record', // the name that an identity provider vouched for is an address itself
  'principal-tag', // tag of the IAM user or role
  'account-tag', // tag of the account in AWS Organizations
  'file', // the operators' own list of patterns
  'security-contact', // alternate contact SECURITY of the account
  'root-email', // root e-mail address of the account
  'default',
] as const;

export type ContactSource = (typeof contactSources)[number];

export interface Addressed {
  readonly address: string;
  readonly person?: string;
}

/** The answer of AWS to a question about a contact. */
export type Answer<T> =
  | { readonly kind: 'found'; readonly value: T }
  /** AWS answered that there is none. */
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'obstacle'; readonly why: Obstacle };

/** A user or a role, whose tags may name a contact. */
export interface TaggedPrincipal {
  readonly kind: 'user' | 'role';
  readonly accountId: string;
  readonly name: string;
}

/** A user of IAM Identity Center, by id where it is known, else by name. */
export interface StoredUser {
  readonly identityStoreId: string;
  /** Where Identity Center is; the caller's own Region when absent. */
  readonly region?: string;
  readonly userId?: string;
  readonly userName: string;
}

export type Tags = Readonly<Record<string, string>>;

/** No port rejects, and each may cache its answers. */
export interface ContactPorts {
  /** Absent where none is set up. */
  readonly identityStore?: (user: StoredUser) => Promise<Answer<Addressed>>;
  readonly principalTags: (principal: TaggedPrincipal) => Promise<Answer<Tags>>;
  readonly accountTags: (accountId: string) => Promise<Answer<Tags>>;
  readonly securityContact: (accountId: string) => Promise<Answer<Addressed>>;
  readonly rootEmail: (accountId: string) => Promise<Answer<Addressed>>;
}

/** The answer of a source, or the reason why it gave none. */
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
