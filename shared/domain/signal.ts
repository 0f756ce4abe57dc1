import type { Evidence } from './evidence';
import type { SubjectKind } from './subject';
import type { WatchLook } from './watch';

/**
 * A reason to look at a subject. It does not say what is true: the account does. `event` carries
 * AWS's word for the account and Region (the envelope), and the caller's for everything else.
 */
export type Signal =
  | {
      readonly kind: 'event';
      /** `detail.eventID`: the same however often the event is delivered. */
      readonly id: string;
      readonly accountId: string;
      readonly region: string;
      readonly eventTime: string;
      readonly receivedAt: string;
      readonly evidence: Evidence;
    }
  | {
      readonly kind: 'check';
      readonly id: string;
      readonly accountId: string;
      readonly region: string;
      /** Other Regions of the account that are to be looked at as well. */
      readonly also?: readonly string[];
      readonly receivedAt: string;
      /** Who asked: the sweep, or an operator. */
      readonly by: string;
      /** Only these kinds of subject; absent means all, and an empty list that only a heartbeat is wanted. */
      readonly kinds?: readonly SubjectKind[];
      /** A heartbeat is to be sent from there after the look. */
      readonly heartbeat?: boolean;
      /** Of a watched place: which look of which series this is. */
      readonly watch?: WatchLook;
    };

export type EventSignal = Extract<Signal, { kind: 'event' }>;

/** A call that took effect. A failed attempt is evidence of intent and changes nothing. */
export const succeeded = (signal: EventSignal): boolean => signal.evidence.errorCode === undefined;
