/** An answer in the form in which it is written down: dates as texts, nothing undefined. */
export const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

/** Sorted, where AWS gives a list without an order. */
export const sortedBy = <T>(list: readonly T[], textOf: (one: T) => string): readonly T[] =>
  [...list].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
