import type { Incident } from '../../domain/incident';
import type { Delivery, Ending, Notice } from '../../domain/notification';
import type { Gathers } from './bundle';
import type { Letter } from './letter';

/** What one channel needs to be served. The conditional writes behind it are what makes one notice one message. */
export interface Courier {
  readonly now: () => Date;
  readonly pending: () => Promise<readonly Notice[]>;
  /** Marks a try as begun; nothing when another began it, or ended it. */
  readonly begin: (notice: Notice, nextAt: string) => Promise<Notice | undefined>;
  /** Nothing when there is no such incident any more; rejects when it cannot be read. */
  readonly incident: (id: string) => Promise<Incident | undefined>;
  /** Never rejects. */
  readonly deliver: (letter: Letter) => Promise<Delivery>;
  /** Whether the channel was told anything else of the incident; nothing of any when absent. */
  readonly toldBefore?: (notice: Notice) => Promise<boolean>;
  readonly end: (notice: Notice, ending: Ending) => Promise<void>;
  readonly rules: CourierRules;
  readonly budget: Budget;
  readonly leftMs: () => number;
}

/** What a channel may still send in this minute. */
export interface Budget {
  readonly messages: number;
  /** How many of them are only for accounts of which nothing was sent in this minute. */
  readonly kept: number;
  /** The accounts that had a message of their own in this minute. */
  readonly told: readonly string[];
}

export interface CourierRules {
  readonly gathers: Gathers;
  readonly gatherFrom: number;
  readonly giveUpAfter: number;
  /** How many reminders of an incident have fallen due by a moment; none when absent. */
  readonly reminded?: (incident: Incident, at: Date) => number;
  /** Where docs/ lies for the readers of messages. */
  readonly docs?: string;
  /** The account that Trailwarden runs in. */
  readonly securityAccountId?: string;
}
