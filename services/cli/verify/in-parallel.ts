/** As `Promise.all` over `map`, with at most so many under way; answers in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  most: number,
  each: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const answers: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at] as T;
      answers[at] = await each(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return answers;
}

/** Each item with its answer, in order, while the next ones are already under way. */
export async function* ahead<T, R>(
  items: readonly T[],
  most: number,
  each: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R]> {
  const under: Promise<R>[] = [];
  let started = 0;
  for (const item of items) {
    while (started < items.length && under.length < most) {
      under.push(each(items[started++] as T));
    }
    yield [item, await (under.shift() as Promise<R>)];
  }
}
