import { canonicalText } from './canonical-text';

/** Do these mean the same? The table keeps no order of keys, so none counts; lists keep theirs. */
export const same = (one: unknown, other: unknown): boolean =>
  canonicalText(one) === canonicalText(other);
