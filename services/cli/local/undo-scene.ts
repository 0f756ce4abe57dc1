import type { Connection } from '../../../shared/aws/connection';
import type { Local } from './local';

/** What is there to be taken away: made by an administrator, looked at by a bystander. */
export interface UndoScene {
  readonly accountId: string;
  /** What the intruder in that account does to it. */
  readonly attack: (inside: Connection) => Promise<void>;
  /** The state that has to be as it was. */
  readonly look: () => Promise<unknown>;
}

export interface UndoDrill {
  readonly row: string;
  readonly title: string;
  readonly prepare: (local: Local) => Promise<UndoScene>;
}
