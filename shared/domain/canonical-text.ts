/**
 * One text per value: the same for any order of an object's keys, and for an absent or undefined field (the table
 * keeps neither). Lists keep their order, which may mean something.
 */
export const canonicalText = (value: unknown): string => JSON.stringify(value, inKeyOrder);

function inKeyOrder(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value); // DynamoDB can hold sets, and JSON cannot
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    // By code unit, never by locale: the text is compared across machines.
    Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
