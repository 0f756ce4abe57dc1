import type { Link, LinkEvidence, LinkKind, Person } from '../../domain/lineage';
import type { RecordedCall } from './read-call';
import type { Identity } from './read-identity';

/** One identity, the source of its record, and the call it made. */
export interface Seen {
  readonly identity: Identity;
  readonly evidence: LinkEvidence;
  /** Absent where only the incident was kept. */
  readonly call?: RecordedCall;
  /** When the call was made. */
  readonly at?: string;
  /** The account whose records have it. */
  readonly accountId?: string;
}

/** What one identity says about itself, and where to look for the identity behind it. */
export interface Recognized {
  readonly links: readonly Link[];
  readonly next: Next;
}

interface End {
  readonly kind: 'end';
  readonly ends: 'human' | 'service' | 'unknown';
  readonly why: string;
  readonly human?: Person;
}

export type Next =
  | End
  /** One of these calls issued these credentials. */
  | { readonly kind: 'issued'; readonly calls: readonly string[]; readonly accountId: string }
  /** The caller's account has a copy that names the caller. */
  | { readonly kind: 'copy'; readonly accountId: string };

interface LinkPart {
  readonly kind: LinkKind;
  readonly principal: string;
  readonly why: string;
  readonly certainty?: Link['certainty'];
  readonly accountId?: string | undefined;
}

/** A link as this record shows it. */
export const linkOf = (
  { identity, evidence, at }: Seen,
  { certainty = 'certain', accountId = identity.accountId, ...part }: LinkPart,
): Link => ({
  ...part,
  ...(accountId && { accountId }),
  ...(at && { at }),
  evidence,
  certainty,
});

/** One link, with which the walk ends: at a person, or where the records lead to none. */
export const endsAt = (link: Link, ends: End['ends'], why: string, human?: Person): Recognized => ({
  links: [link],
  next: { kind: 'end', ends, why, ...(human && { human }) },
});

/** The best name for it. */
export const principalOf = ({
  arn,
  principalId,
  userName,
  invokedBy,
  accountId,
}: Identity): string => arn ?? principalId ?? userName ?? invokedBy ?? accountId ?? 'unknown';
