/**
 * Who is behind a call: from the identity in the record back to a human, as far as the records go. Each link says
 * where it was read and how sure it is. The chain names what could not be found out, and never guesses.
 */
export interface Lineage {
  /** Newest first: the caller, then the principal behind it, and so on. Never empty. */
  readonly links: readonly Link[];
  readonly ends: LineageEnd;
  /** Why it ends there, in one or more sentences. */
  readonly why: string;
  /** Absent when no record names one; `certainty` says how much its name is worth. */
  readonly human?: Person;
  /**
   * Questions that could not be asked, one sentence each: an account that is closed to us, a Region that throttled.
   */
  readonly unread: readonly string[];
  /** Event history did not have everything yet: a walk after this time may get further. ISO. */
  readonly againAt?: string;
  /** No event reached us: the first call was searched for in Event history. */
  readonly unheard?: true;
  /** The incident of one of our own parts in the account that likely has the same author. */
  readonly alongside?: string;
}

export type LineageEnd =
  | 'human' // a person's own identity is named
  | 'service' // AWS or a workload acted on its own; who set it up is not recorded
  | 'unknown'; // the chain goes on and cannot be followed

export const certainties = [
  'certain', // AWS wrote it down
  'likely', // it follows from what AWS wrote, by a rule that has exceptions
  'guess', // a name that the caller chose
] as const;

export type Certainty = (typeof certainties)[number];

export interface Link {
  readonly kind: LinkKind;
  /** The ARN where there is one; else a name, a subject, a service, an account. */
  readonly principal: string;
  readonly accountId?: string;
  /** When this link became the one before it: the role was assumed, the key made. */
  readonly at?: string;
  readonly evidence: LinkEvidence;
  readonly certainty: Certainty;
  /** One sentence for a person. */
  readonly why: string;
}

export type LinkKind =
  | 'root'
  | 'user'
  | 'session' // of an assumed role
  | 'federated' // SAML, OIDC, GetFederationToken
  | 'identity-center'
  | 'service' // AWS itself, or a workload
  | 'account' // a caller in another account, whom only its own records name
  | 'access-key' // a key of the user before it: how old, made by whom
  | 'unknown';

export interface LinkEvidence {
  /** Absent when the record has none, or only the incident was kept. */
  readonly eventId?: string;
  readonly source: LinkSource;
  /** The file's name in the bucket, where the record was read in a log file. */
  readonly file?: string;
}

export type LinkSource =
  | 'incident' // the event that reached us, as the incident keeps it
  | 'Event history' // LookupEvents
  | 'log files' // the trail's own log files, in its bucket
  | 'IAM';

export interface Person {
  /** As the record spells it: a user name, a subject, an e-mail address. */
  readonly name: string;
  readonly kind: PersonKind;
  /** The name, where it is an e-mail address. */
  readonly email?: string;
  /** In IAM Identity Center; either may be missing. */
  readonly identityStoreId?: string;
  readonly userId?: string;
  readonly accountId?: string;
  readonly certainty: Certainty;
  readonly why: string;
}

export type PersonKind =
  | 'root'
  | 'iam-user'
  | 'identity-center'
  | 'saml'
  | 'oidc'
  | 'source-identity'
  | 'session-name';
