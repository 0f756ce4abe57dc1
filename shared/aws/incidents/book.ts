import type { Seal } from '../baselines/seal';
import type { Table } from '../table/table';

/** Where incidents are written, and by which rules. */
export interface Book {
  readonly table: Table;
  /** Tampering after this long without any opens a new incident; before, it joins the last one. */
  readonly quietMs: number;
  /** Blows on one incident, told by events or found by looks, that make it a fight a human must end. */
  readonly escalateAfter: number;
  /** What a first sight is sealed with; absent where nothing is. */
  readonly seal?: Pick<Seal, 'sign'>;
  /** Names of the log buckets that are guarded: a trail that is made for another one is told as a reported row. */
  readonly buckets?: readonly string[];
}

export const bookRules = { quietMs: 60 * 60_000, escalateAfter: 5 } as const;
