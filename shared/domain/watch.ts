import type { Place } from './place';

/** A place that is looked at without an event. */
export type WatchedPlace = Place;

/** Which look of which series a message asks for. One that is not the row's next is stale, and dropped. */
export interface WatchLook {
  readonly startedAt: string;
  readonly look: number;
}

/**
 * The looks that a place still gets without any event, because it was struck, is not whole, or has an exemption that
 * ends. A place has one row and at most one series; the messages only carry its looks.
 */
export interface Watch extends Place, WatchLook {
  /** The time of the last blow, with which the series began anew. */
  readonly startedAt: string;
  /** One sentence for people: what happened there. */
  readonly why: string;
  /** Which look is next, from 0. */
  readonly look: number;
  /** How many quiet looks past the deaf time there were in a row. */
  readonly quiet: number;
  /** When the next look is due. */
  readonly nextAt: string;
  /** Since when no look found everything whole; absent when the last one did. */
  readonly owedSince?: string;
  /** End of an exemption: the place is looked at then, even if its series is over. */
  readonly wakeAt?: string;
  /** When the account left the organization: nothing is heard from it, so it is looked at while our sessions in it live. */
  readonly departedAt?: string;
  /** The organization does not list the account any more: its next look ends what is owed to it, and sees nothing. */
  readonly isLeft?: true;
}

/** Something that makes a place's events unreliable for a while, and how far it reaches. */
export interface Blow extends WatchedPlace {
  readonly at: string;
  readonly why: string;
  /**
   * `account`: every governed Region of it. `organization`: these, and everything else after the deaf time.
   * `everything`: all signals come through it, so everything is looked at now.
   */
  readonly reach: 'place' | 'account' | 'organization' | 'everything';
}
