import { canonicalText } from './canonical-text';

/** Do these mean the same? The table does not keep the order of keys, so it does not count; lists keep theirs. */
export const same = (one: unknown, other: unknown): boolean =>
  canonicalText(one) === canonicalText(other);
