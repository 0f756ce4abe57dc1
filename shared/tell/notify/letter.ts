import type { Incident } from '../../domain/incident';
import type { Notice, TransitionKind } from '../../domain/notification';

/** What one channel is given to tell at once. Never empty. */
export interface Letter {
  /** The same for every try of these notices: what a receiver may recognise a repeat by. */
  readonly id: string;
  readonly at: string;
  /** One incident with its transitions, oldest first; more where a storm was gathered. */
  readonly items: readonly LetterItem[];
  /** An earlier try may have arrived. */
  readonly mayRepeat: boolean;
}

export interface LetterItem {
  readonly incident: Incident;
  readonly notices: readonly [Notice, ...Notice[]];
  /** How many reminders have fallen due by now; none when absent. */
  readonly reminded?: number;
  /** The channel was told of this incident before; only what is new is said then. */
  readonly toldBefore?: boolean;
  /** When the letter was written, ISO; absent in letters of no particular time. */
  readonly at?: string;
  /** Where docs/ lies for its readers; absent where no setting says. */
  readonly docs?: string;
  /** The account that Trailwarden runs in; absent where no setting says. */
  readonly securityAccountId?: string;
}

/** The last transition is what it is about; the others came before it. */
export const kindOf = ({ notices }: LetterItem): TransitionKind =>
  (notices.at(-1) ?? notices[0]).kind;
