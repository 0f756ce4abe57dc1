/** One of each key, then the next of each, in their order; all of a lower rank come before those of a higher. */
export function inTurn<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
  rankOf: (one: T) => number = () => 0,
): readonly T[] {
  const turns = new Map<string, number>();
  return all
    .map((one) => {
      const [rank, key] = [rankOf(one), `${rankOf(one)} ${keyOf(one)}`];
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      return { one, rank, turn };
    })
    .sort((a, b) => a.rank - b.rank || a.turn - b.turn)
    .map(({ one }) => one);
}
