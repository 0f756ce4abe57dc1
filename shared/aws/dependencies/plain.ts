/** What is left of an answer when it is written down: dates as texts, nothing undefined. */
export const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

/** In an order of our own, where AWS gives a list without one. */
export const sortedBy = <T>(list: readonly T[], textOf: (one: T) => string): readonly T[] =>
  [...list].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
