import type { Seal } from '../baselines/seal';
import type { Table } from '../table/table';

/** Where incidents are written, and by which rules. */
export interface Book {
  readonly table: Table;
  /** Tampering after a quiet time of this length opens a new incident; earlier tampering joins the last one. */
  readonly quietMs: number;
  /** How many blows on one incident, told by events or found by looks, make it a fight that a person must end. */
  readonly escalateAfter: number;
  /** The seal for first captures; absent where nothing is sealed. */
  readonly seal?: Pick<Seal, 'sign'>;
  /** Names of the guarded log buckets: a trail into any other one is told as a reported row. */
  readonly buckets?: readonly string[];
}

export const bookRules = { quietMs: 60 * 60_000, escalateAfter: 5 } as const;
