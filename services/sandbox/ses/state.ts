import { perWorld } from '../core/per-world';

export interface Mail {
  readonly messageId: string;
  readonly accountId: string;
  readonly region: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: Date;
}

export interface SesState {
  /** ARNs of verified identities and of configuration sets: the one who runs the world puts them here. */
  readonly known: Set<string>;
  /** In the order in which they were sent. */
  readonly mails: Mail[];
}

export const sesOf = perWorld((): SesState => ({ known: new Set(), mails: [] }));
