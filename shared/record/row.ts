import type { Known } from './known';
import type { LogRecord } from './log-record';
import type { ProtectedKind } from './protected';

/**
 * `direct` blinds CloudTrail or the organization with any target; `dual-use` only where the target is
 * protected; `adjacent` concerns other logs.
 */
export type RowClass = 'direct' | 'dual-use' | 'adjacent';

/**
 * What a call does, judged from its record alone. `unclear` is neither: the record does not tell, and the
 * live state would have to be read.
 */
export type Effect =
  | { readonly kind: 'harm'; readonly sentence: string; readonly adjacent?: boolean }
  | { readonly kind: 'unclear'; readonly sentence: string }
  | { readonly kind: 'none' };

interface Common {
  /** As in the catalogue of techniques: `CT-01`. */
  readonly id: string;
  readonly title: string;
  /** The technique that finds the same in the account's state; absent where none does, or the call does not tell which. */
  readonly technique?: string;
  readonly events: Readonly<Record<string, readonly string[]>>;
  /** The record is marked as a read and is none. */
  readonly marksAsRead?: true;
  /** `target` is what a person calls it. Never throws, even when the record lacks fields. */
  readonly effect: (record: LogRecord, known: Known, target: string) => Effect;
}

export interface OpenRow extends Common {
  readonly class: 'direct' | 'adjacent';
  /** What the call was about; none when the record does not say. */
  readonly targets: (record: LogRecord) => readonly string[];
}

export interface DualUseRow extends Common {
  readonly class: 'dual-use';
  /** What kind of subject it hits. */
  readonly subject: ProtectedKind;
  readonly targets: (record: LogRecord) => readonly string[];
}

export type Row = OpenRow | DualUseRow;

export const harm = (sentence: string): Effect => ({ kind: 'harm', sentence });
export const unclear = (sentence: string): Effect => ({ kind: 'unclear', sentence });
export const none: Effect = { kind: 'none' };
