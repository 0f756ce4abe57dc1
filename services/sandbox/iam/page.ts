import { pageAt } from '../core/page';
import type { Call, Output } from '../core/service';
import { refuse } from './refusals';

/** One page of a list, as the members that hold it: 100 when not asked, 1,000 at most. */
export function page<T>(
  { input }: Call,
  all: readonly T[],
  members: (items: readonly T[]) => Output,
): Output {
  const size = input.MaxItems === undefined ? 100 : Number(input.MaxItems);
  if (!(size >= 1 && size <= 1000)) {
    throw refuse.validationError(
      `1 validation error detected: Value '${String(input.MaxItems)}' at 'maxItems' failed to satisfy constraint: Member must be between 1 and 1000`,
    );
  }
  const invalid = () => refuse.validationError('Invalid Marker.');
  const { items, next } = pageAt(all, { token: input.Marker, size, invalid });
  const more = next !== undefined;
  return { ...members(items), IsTruncated: more, ...(more && { Marker: next }) };
}
