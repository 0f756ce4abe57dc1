import type { Connection } from '../../../shared/aws/connection';
import type { Local } from './local';

/** The thing to be taken away: an administrator makes it, and a bystander looks at it. */
export interface UndoScene {
  readonly accountId: string;
  /** The intruder's call on it in that account. */
  readonly attack: (inside: Connection) => Promise<void>;
  /** The state that has to be as it was. */
  readonly look: () => Promise<unknown>;
}

export interface UndoDrill {
  readonly row: string;
  readonly title: string;
  readonly prepare: (local: Local) => Promise<UndoScene>;
}
