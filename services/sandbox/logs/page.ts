import { type Input, optionalNumber, optionalText } from './input';
import { refuse } from './refusals';

/** One page in order of names; the token is the last name of the page before. */
export function pageOf<T>(input: Input, all: Iterable<T>, nameOf: (item: T) => string) {
  const from = optionalText(input, 'nextToken') ?? '';
  const limit = optionalNumber(input, 'limit') ?? 50;
  if (limit < 1 || limit > 50) {
    throw refuse.invalidParameter(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50`,
    );
  }
  const rest = [...all]
    .filter((item) => nameOf(item) > from)
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const more = rest.length > limit && last !== undefined;
  return { items, rest: more ? { nextToken: nameOf(last) } : {} };
}
