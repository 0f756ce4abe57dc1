import { hasCode } from '../classify';

/** An answer in the form in which it is written down: dates as texts, nothing undefined. */
export const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

/** Sorted, where AWS gives a list without an order. */
export const sortedBy = <T>(list: readonly T[], textOf: (one: T) => string): readonly T[] =>
  [...list].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));

/** An answer; an empty one where AWS's code says that there is none. Rejects with any other error. */
export async function orNone<T>(answer: Promise<T>, none: string): Promise<Partial<T>> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, none)) return {};
    throw error;
  }
}
