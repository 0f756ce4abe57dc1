import { pageAt } from '../core/page';
import type { Call, Output } from '../core/service';
import { refuse } from './refusals';

/** One page of a list, as the members that hold it: 20 at most, which is also what AWS gives when not asked. */
export function page<T>(
  { input }: Call,
  all: readonly T[],
  members: (items: readonly T[]) => Output,
): Output {
  const size = input.MaxResults === undefined ? 20 : Number(input.MaxResults);
  if (!(size >= 1 && size <= 20)) {
    throw refuse.invalidInput('You provided a value for MaxResults that is outside of 1 to 20.');
  }
  const invalid = () => refuse.invalidInput('You provided an invalid NextToken.');
  const { items, next } = pageAt(all, { token: input.NextToken, size, invalid });
  return { ...members(items), ...(next !== undefined && { NextToken: next }) };
}
