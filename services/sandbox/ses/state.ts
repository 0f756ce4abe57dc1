import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';

export interface Mail extends Place {
  readonly messageId: string;
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
