import { type Input, optionalText } from './input';

interface Named {
  readonly name: string;
}

/** One page in order of names; the token is the last name of the page before. */
export function pageOf<T extends Named>(input: Input, all: Iterable<T>) {
  const from = optionalText(input, 'NextToken') ?? '';
  const limit = Number(input.Limit ?? 100);
  const rest = [...all]
    .filter(({ name }) => name > from)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const items = rest.slice(0, limit);
  return { items, NextToken: rest.length > limit ? items.at(-1)?.name : undefined };
}
