import type { Baseline } from '../../domain/baseline';
import type { Item } from '../table/update';

/** A baseline as it lies in the table. Nested, because `state` at the top is the key of an index. */
export interface BaselineRow {
  readonly kind: 'baseline';
  readonly subjectKey: string;
  readonly baseline: Baseline;
}

export const baselineRow = (subjectKey: string, baseline: Baseline) =>
  ({ kind: 'baseline', subjectKey, baseline }) satisfies BaselineRow;

/** Nothing when the item is not there, or is something else than a baseline. */
export const baselineIn = (item: Item | undefined): Baseline | undefined =>
  item?.kind === 'baseline' ? (item as unknown as BaselineRow).baseline : undefined;
