/** An account in a Region. */
export interface WatchedPlace {
  readonly accountId: string;
  readonly region: string;
}

/** Which look of which series a message asks for. One that is not the row's next is stale, and dropped. */
export interface WatchLook {
  readonly startedAt: string;
  readonly look: number;
}

/**
 * The looks that a place still gets without any event: it was struck, or is not whole, or an exemption
 * ends there. One row a place, and at most one series; the messages only carry its looks.
 */
export interface Watch extends WatchedPlace, WatchLook {
  /** Of the last blow; with it the series began anew. */
  readonly startedAt: string;
  /** One sentence for people: what happened there. */
  readonly why: string;
  /** Which look is next, from 0. */
  readonly look: number;
  /** Quiet looks past the deaf time, one after the other, so far. */
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

/** Something that makes events of a place doubtful for a while, and how far it reaches. */
export interface Blow extends WatchedPlace {
  readonly at: string;
  readonly why: string;
  /**
   * `account`: every governed Region of it. `organization`: these, and everything else after the deaf time.
   * `everything`: through it comes everything, so everything is looked at now.
   */
  readonly reach: 'place' | 'account' | 'organization' | 'everything';
}
