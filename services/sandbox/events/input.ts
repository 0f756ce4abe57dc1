import { type Input, lowered, mustNotBeNull, optionalText, textReader } from '../core/input';
import { pageAfter } from '../core/page';
import { refuse } from './refusals';

export { type Input, inputs, isInput, optionalText, tagsOf, texts } from '../core/input';

export const requiredText = textReader((name) => refuse.invalid(mustNotBeNull(lowered(name))));

/** One page in order of names. */
export function pageOf<T extends { readonly name: string }>(input: Input, all: Iterable<T>) {
  const { items, next } = pageAfter(all, {
    from: optionalText(input, 'NextToken'),
    size: Number(input.Limit ?? 100),
    nameOf: ({ name }) => name,
  });
  return { items, NextToken: next };
}
