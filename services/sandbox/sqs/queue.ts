import type { Clock, Waiting } from '../core/clock';
import type { FairOrder } from './fair-order';
import type { Message } from './message';

/** A message that is invisible for a while: delayed, or in flight under a receipt handle. */
export interface Hidden {
  readonly message: Message;
  /** Absent for a delayed message, which was never received. */
  readonly receiptHandle: string | undefined;
  readonly waiting: Waiting;
}

/** A standard queue. FIFO queues are not emulated. */
export interface Queue {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly createdAt: Date;
  modifiedAt: Date;
  /** Settable attributes as the API spells them; an absent one has AWS's default. */
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly visible: FairOrder;
  /** By message id. */
  readonly hidden: Map<string, Hidden>;
  /** By receipt handle, the newest handle of each message and all older ones. */
  readonly receipts: Map<string, string>;
  /** Called once each when a message becomes visible: long polls and event source mappings. */
  readonly waiting: Set<() => void>;
}
