import type { Evidence } from './evidence';
import type { SubjectKind } from './subject';
import type { WatchLook } from './watch';

/**
 * A reason to look at a subject. It does not say what is true: the account does. In an `event` the account and
 * Region are AWS's word (the envelope), and everything else is the caller's.
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
      /** Other Regions of the account to look at as well. */
      readonly also?: readonly string[];
      readonly receivedAt: string;
      /** Who asked: the sweep, or an operator. */
      readonly by: string;
      /**
       * Only these kinds of subject; absent means all kinds, and an empty list means that only a heartbeat is
       * wanted.
       */
      readonly kinds?: readonly SubjectKind[];
      /** A heartbeat is to be sent from there after the look. */
      readonly heartbeat?: boolean;
      /** Leaves out what rarely changes and costs most to read. */
      readonly isLight?: boolean;
      /** For a watched place: which look of which series this is. */
      readonly watch?: WatchLook;
    };

export type EventSignal = Extract<Signal, { kind: 'event' }>;

/** A call that took effect. A failed attempt is evidence of intent and changes nothing. */
export const succeeded = (signal: EventSignal): boolean => signal.evidence.errorCode === undefined;
