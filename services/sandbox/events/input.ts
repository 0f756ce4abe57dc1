import {
  type Input,
  lowered,
  mustNotBeNull,
  optionalNumber,
  optionalText,
  textReader,
} from '../core/input';
import { pageAfter } from '../core/page';
import { refuse } from './refusals';

export { type Input, inputs, isInput, optionalText, tagsOf, texts } from '../core/input';

export const requiredText = textReader((name) => refuse.invalid(mustNotBeNull(lowered(name))));

/** One page in order of names. */
export function pageOf<T extends { readonly name: string }>(input: Input, all: Iterable<T>) {
  const { items, next } = pageAfter(all, {
    from: optionalText(input, 'NextToken'),
    size: sizeOf(input),
    nameOf: ({ name }) => name,
  });
  return { items, NextToken: next };
}

function sizeOf(input: Input): number {
  const limit = optionalNumber(input, 'Limit') ?? 100;
  if (limit >= 1 && limit <= 100) return limit;
  const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100';
  throw refuse.invalid(
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`,
  );
}
