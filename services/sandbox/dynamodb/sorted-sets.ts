/** An answer of the engine, parsed, its sets in DynamoDB's order and not in that in which they were written. [R] */
export function withSortedSets(text: string): Readonly<Record<string, unknown>> {
  return SETS.test(text) ? JSON.parse(text, sorted) : JSON.parse(text);
}

const SETS = /"[SNB]S":\s*\[/;

/** Attributes may have these names too, but their values are no lists of texts. */
function sorted(key: string, value: unknown): unknown {
  const order = orders[key];
  if (order === undefined || !Array.isArray(value)) return value;
  return value.every((one) => typeof one === 'string') ? value.toSorted(order) : value;
}

const bytes = (one: string, other: string) =>
  Buffer.compare(Buffer.from(one, 'base64'), Buffer.from(other, 'base64'));

const orders: Readonly<Record<string, (one: string, other: string) => number>> = {
  SS: (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)),
  NS: (one, other) => Number(one) - Number(other),
  BS: bytes,
};
