interface Entry {
  /** Names of calls by event source. */
  readonly events: Readonly<Record<string, readonly string[]>>;
}

/**
 * Finds the entries that know a call. By a map: what a record says is no key of an object, which would find what every
 * object inherits.
 */
export function indexed<T extends Entry>(
  entries: readonly T[],
): (eventSource: string, eventName: string) => readonly T[] {
  const known = new Map<string, T[]>();
  for (const entry of entries) {
    for (const [source, names] of Object.entries(entry.events)) {
      for (const name of names) {
        const call = `${source} ${name}`;
        known.set(call, [...(known.get(call) ?? []), entry]);
      }
    }
  }
  return (eventSource, eventName) => known.get(`${eventSource} ${eventName}`) ?? [];
}
