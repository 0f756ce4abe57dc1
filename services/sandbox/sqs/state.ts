import type { Clock, Waiting } from '../core/clock';
import type { Resource } from '../core/place';
import type { FairOrder } from './fair-order';
import type { Message } from './message';

/** All queues of the organization, by ARN. */
export interface SqsState {
  readonly queues: Map<string, Queue>;
  readonly moveTasks: MoveTask[];
  /**
   * Where queue URLs point, e.g. `http://127.0.0.1:4566`; set once the sandbox listens. Only the
   * account and the name in a URL decide which queue is meant.
   */
  endpoint: string;
}

export function createSqsState(): SqsState {
  return { queues: new Map(), moveTasks: [], endpoint: 'http://127.0.0.1' };
}

/** A message that is invisible for a while: delayed, or in flight under a receipt handle. */
interface Hidden {
  readonly message: Message;
  /** Absent for a delayed message, which was never received. */
  readonly receiptHandle: string | undefined;
  readonly waiting: Waiting;
}

/** A standard queue. FIFO queues are not emulated. */
export interface Queue extends Resource {
  readonly clock: Clock;
  readonly createdAt: Date;
  modifiedAt: Date;
  /** Settable attributes as the API spells them; an absent one has AWS's default. */
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly visible: FairOrder;
  /** By message id. */
  readonly hidden: Map<string, Hidden>;
  /** Until when, in milliseconds of the world, a service has a data key of the queue's key. */
  readonly dataKeys: Map<string, number>;
  /** By receipt handle, the newest handle of each message and all older ones. */
  readonly receipts: Map<string, string>;
  /** Called once each when a message becomes visible: long polls and event source mappings. */
  readonly waiting: Set<() => void>;
}

/** A redrive of a dead-letter queue's messages to where they came from, or to one queue. */
export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  readonly destinationArn: string | undefined;
  /** Absent: all at once. */
  readonly perSecond: number | undefined;
  readonly startedAt: Date;
  /** As many as were there when it began. */
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLING' | 'CANCELLED';
  failureReason: string | undefined;
}
