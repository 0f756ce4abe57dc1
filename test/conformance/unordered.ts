/**
 * The same with every list in one order, and a list of one as that one: a policy says the same either way,
 * and the warden keeps policies in a form of its own.
 */
export function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 1 ? unordered(value[0]) : value.map(unordered).map(written).sort();
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, unordered(each)]);
  return Object.fromEntries(entries.sort());
}

const written = (value: unknown): string => JSON.stringify(value);
