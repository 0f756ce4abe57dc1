import { type Input, optionalNumber, optionalText } from './input';

/** One page by `Limit` and `Marker`, in order of ARNs; the marker is the last ARN of the page before. */
export function pageOf<T extends { readonly arn: string }>(input: Input, all: Iterable<T>) {
  const from = optionalText(input, 'Marker') ?? '';
  const limit = optionalNumber(input, 'Limit') ?? 50;
  const rest = [...all]
    .filter(({ arn }) => arn > from)
    .sort((one, other) => (one.arn < other.arn ? -1 : 1));
  const items = rest.slice(0, limit);
  const Truncated = rest.length > limit;
  return { items, rest: { Truncated, NextMarker: Truncated ? items.at(-1)?.arn : undefined } };
}
