import type { Incident } from '../../domain/incident';
import type { Notice, TransitionKind } from '../../domain/notification';

/** What one channel is to tell at once. Never empty. */
export interface Letter {
  /** The same for every try of these notices, so that a receiver may recognise a repeat. */
  readonly id: string;
  readonly at: string;
  /** One incident with its transitions, oldest first; several where a storm was gathered. */
  readonly items: readonly LetterItem[];
  /** An earlier try may have arrived. */
  readonly mayRepeat: boolean;
}

export interface LetterItem {
  readonly incident: Incident;
  readonly notices: readonly [Notice, ...Notice[]];
  /** How many reminders are due by now; absent: none. */
  readonly reminded?: number;
  /** The channel was told of this incident before, so only what is new is told. */
  readonly toldBefore?: boolean;
  /** When the letter was written, ISO; absent where the time does not matter. */
  readonly at?: string;
  /** The address of docs/ for its readers; absent without the setting. */
  readonly docs?: string;
  /** The account that Trailwarden runs in; absent without the setting. */
  readonly securityAccountId?: string;
}

/** The last transition is the subject of the letter; the others came before it. */
export const kindOf = ({ notices }: LetterItem): TransitionKind =>
  (notices.at(-1) ?? notices[0]).kind;
