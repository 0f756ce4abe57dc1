import { type Input, optionalText } from './input';

/** A hundred in order of ARNs; the token is the last ARN of the page before. */
export function pageOf<T extends { readonly arn: string }>(input: Input, all: Iterable<T>) {
  const from = optionalText(input, 'NextToken') ?? '';
  const rest = [...all]
    .filter(({ arn }) => arn > from)
    .sort((one, other) => (one.arn < other.arn ? -1 : 1));
  const items = rest.slice(0, 100);
  return { items, NextToken: rest.length > 100 ? items.at(-1)?.arn : undefined };
}
