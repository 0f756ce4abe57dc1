/**
 * The same input with every `Date` of a lifecycle rule as the SDK takes it. A step is data that is written down, in
 * which a date is a text.
 */
export function withDates(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withDates);
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      name === 'Date' && typeof value === 'string' ? new Date(value) : withDates(value),
    ]),
  );
}
