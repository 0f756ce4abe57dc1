/** Works on all of them, so many at once: whoever is slow keeps one place, and the others go on. */
export async function aFewAtATime<T>(
  count: number,
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = all.values();
  const worker = async (): Promise<void> => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(count, all.length) }, worker));
}
