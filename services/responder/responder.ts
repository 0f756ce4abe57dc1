import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import type { Log } from '../../shared/domain/log-entry';
import type { Memory } from '../../shared/domain/memory';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Place } from '../../shared/domain/place';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { EventSignal } from '../../shared/domain/signal';
import type { Subject } from '../../shared/domain/subject';
import type { Ports } from '../../shared/restore/reconcile';
import type { ProtectedIn } from '../../shared/signal/parse-signal';
import type { Handled } from './come-again';
import type { Cover } from './coverage';
import type { Heart } from './heartbeat';
import type { SeenPlace, Watching } from './notes';

/** Everything the responder needs of the world, over the ports of a look. */
export interface Responder {
  readonly ports: Ports;
  /** A copy of what was dealt with costs no call. */
  readonly handled: Handled;
  /** Starts fetching credentials; the answer is awaited where it is needed. */
  readonly prepare: (place: Place) => void;
  /** Everything to look at in an account and Region: what is there and what is remembered. */
  readonly subjectsIn: (
    accountId: string,
    region: string,
  ) => Promise<{
    readonly subjects: readonly Subject[];
    /** What is remembered there; absent where it could not be read. */
    readonly memory?: Memory;
    /** Why the trails could not be listed. */
    readonly missed?: Obstacle;
    /** Why the buckets without logs could not; the trails are looked at all the same. */
    readonly unlisted?: Obstacle;
  }>;
  /** What is guarded besides trails and may be changed by a call in this place. */
  readonly protectedIn: ProtectedIn;
  /** The trails of an account that have a baseline. */
  readonly trailsOf: (accountId: string) => Promise<readonly Subject[]>;
  readonly cover: Cover;
  readonly heart: Heart;
  /** The places that are looked at without an event. */
  readonly watching: Watching;
  /** What decides which; loaded when there is something to decide. */
  readonly watchPlaces: () => Promise<typeof import('./watch-places')>;
  /** Writes down calls that AWS refused. Throws when it could not. */
  readonly recordAttempts: (accountId: string, attempts: readonly Attempt[]) => Promise<void>;
  /** Writes down what could not be looked at, and where everything was looked at again. Throws when it could not. */
  readonly noteUnread: (
    looks: readonly Reconciliation[],
    seen: readonly SeenPlace[],
  ) => Promise<void>;
  /** Writes down events that took effect and left nothing to be seen. Throws when it could not. */
  readonly recordUnseen: (look: Reconciliation) => Promise<void>;
  /**
   * Writes down what the event of this message did that no technique puts back, undoes it where a setting
   * asks for that, and says of which rows. Throws when it could not, or not yet.
   */
  readonly report: (event: EventSignal, message: SqsRecord) => Promise<readonly string[]>;
  /** The reported rows that a refused call would have matched. */
  readonly attempted: (body: string) => Promise<readonly string[]>;
  /** How long this invocation may still run, in milliseconds. */
  readonly leftMs: () => number;
  readonly deadLetter: (body: string, why: string) => Promise<void>;
  readonly comeBackIn: (message: SqsRecord, seconds: number) => Promise<void>;
  readonly log: Log;
}
