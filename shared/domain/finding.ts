import type { BlindWindow } from './blind-window';

/** One technique seen on one subject now. */
export interface Finding {
  readonly technique: string;
  /** The part of the state that differs, e.g. `status.isLogging`. */
  readonly part: string;
  readonly expected: string;
  readonly actual: string;
  /** What a person reads. */
  readonly sentence: string;
  /** Over already: it happened, someone put it back, nothing is left to restore. */
  readonly healed: boolean;
  /** It only lacks what must be there, as one that was made anew does: nothing else stands in its place. */
  readonly isLacking?: true;
  /** What becomes of a part of what the trail logs, as it reads: `its files went to s3://…`. Absent elsewhere. */
  readonly partly?: string;
  /** What was not logged because of it; `to` is absent while it lasts. */
  readonly window?: BlindWindow;
}
