import type { Incident } from '../../domain/incident';
import type { Delivery, Ending, Notice } from '../../domain/notification';
import type { Gathers } from './bundle';
import type { Letter } from './letter';

/** What is needed to serve one channel. The conditional writes behind it make sure that one notice is one message. */
export interface Courier {
  readonly now: () => Date;
  readonly pending: () => Promise<readonly Notice[]>;
  /** Marks a try as begun; nothing when another courier began or ended it. */
  readonly begin: (notice: Notice, nextAt: string) => Promise<Notice | undefined>;
  /** Nothing when the incident no longer exists; rejects when it cannot be read. */
  readonly incident: (id: string) => Promise<Incident | undefined>;
  /** Never rejects. */
  readonly deliver: (letter: Letter) => Promise<Delivery>;
  /** Whether the channel was told anything else of the incident; absent: it was not. */
  readonly toldBefore?: (notice: Notice) => Promise<boolean>;
  readonly end: (notice: Notice, ending: Ending) => Promise<void>;
  readonly rules: CourierRules;
  readonly budget: Budget;
  readonly leftMs: () => number;
}

/** How many messages a channel may still send in this minute. */
export interface Budget {
  readonly messages: number;
  /** How many of them are kept for accounts that had no message in this minute. */
  readonly kept: number;
  /** The accounts that had a message of their own in this minute. */
  readonly told: readonly string[];
}

interface CourierRules {
  readonly gathers: Gathers;
  readonly gatherFrom: number;
  readonly giveUpAfter: number;
  /** How many reminders of an incident are due at a moment; absent: none. */
  readonly reminded?: (incident: Incident, at: Date) => number;
  /** The address of docs/ for the readers of messages. */
  readonly docs?: string;
  /** The account that Trailwarden runs in. */
  readonly securityAccountId?: string;
}
