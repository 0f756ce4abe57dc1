import type { Severity } from './technique';

/** The kinds of news about an incident. */
export const transitionKinds = [
  'opened', // found, and not put back yet
  'restored', // logging again
  'escalated', // a person must act
  'attempted', // a caller tried, AWS refused
  'again', // another blow on an incident that was told already
  'identified', // who is behind it
  'investigated', // what happened while nothing was logged
  'asked', // its playbook waits for an answer
  'acknowledged', // a person answered
  'reminder', // no person has answered
] as const;

export type TransitionKind = (typeof transitionKinds)[number];

/** One change of an incident. The same change has the same id, even if its record comes again. */
export interface Transition {
  readonly id: string;
  readonly kind: TransitionKind;
  readonly incidentId: string;
  /** The incident's revision after it, which orders the transitions of one incident. */
  readonly revision: number;
  /** The number of the reminder, from 1; absent on all other kinds. */
  readonly reminder?: number;
}

/** One transition that one channel is to tell. */
export interface Notice extends Transition {
  readonly channel: string;
  /**
   * The incident's severity and account when this was written down: they decide what is told first, and whose turn
   * it is. Absent on old notices.
   */
  readonly severity?: Severity;
  readonly accountId?: string;
  /** When it was written down. */
  readonly plannedAt: string;
  /** How many tries have begun. */
  readonly attempts: number;
  /** No try before this time. */
  readonly nextAt: string;
  /** A try began and its end was not written down: the message may have arrived. */
  readonly unsure: boolean;
}

/** The end of one try. */
export type Delivery =
  | { readonly kind: 'delivered'; readonly ref?: string }
  /** Worth another try. `mayHaveArrived`: the request left, and no answer came. */
  | {
      readonly kind: 'again';
      readonly why: string;
      readonly afterMs?: number;
      readonly mayHaveArrived?: boolean;
    }
  /** The receiver will never take this message. */
  | { readonly kind: 'refused'; readonly why: string };

/** What is written down about a try. */
export type Ending =
  | { readonly kind: 'sent'; readonly at: string; readonly ref?: string }
  | {
      readonly kind: 'again';
      readonly why: string;
      readonly nextAt: string;
      readonly unsure: boolean;
    }
  | {
      readonly kind: 'dead';
      readonly why: string;
      readonly at: string;
      /** A try of it may have arrived; absent when none can have. */
      readonly unsure?: boolean;
    };
