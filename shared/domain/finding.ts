import type { BlindWindow } from './blind-window';
import type { BucketWanted } from './bucket';

/** One technique seen on one subject now. */
export interface Finding {
  readonly technique: string;
  /** The part of the state that differs, e.g. `status.isLogging`. */
  readonly part: string;
  readonly expected: string;
  readonly actual: string;
  /** What a person reads. */
  readonly sentence: string;
  /** Over already: it happened, another caller put it back, and nothing is left to restore. */
  readonly healed: boolean;
  /**
   * It only lacks something that must be there, as a subject that was made anew does: nothing foreign stands in its
   * place.
   */
  readonly isLacking?: true;
  /** What happened to some of the records, in words: `its files went to s3://…`. Absent elsewhere. */
  readonly partly?: string;
  /** The document to write instead of the one that is there; empty for none. Absent where the baseline says it. */
  readonly instead?: string;
  /** Written before that, where AWS may refuse the other. */
  readonly closing?: string;
  /** Of a bucket: what is at fault, as it was found. Absent elsewhere. */
  readonly wanted?: BucketWanted;
  /** The time without logging that it caused; `to` is absent while it lasts. */
  readonly window?: BlindWindow;
}
