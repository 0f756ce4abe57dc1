import { type Input, optionalText, textReader } from '../core/input';
import { pageAfter } from '../core/page';
import { refuse } from './refusals';

export { optionalText, tagsOf, texts } from '../core/input';

export const requiredText = textReader((name) =>
  refuse.invalidParameter(`${name} Reason: no value for required parameter`),
);

export function textMap(input: Input, name: string): ReadonlyMap<string, string> {
  const value = input[name];
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(entries.map(([key, one]) => [key, String(one)]));
}

/** A hundred in order of ARNs. */
export function pageOf<T extends { readonly arn: string }>(input: Input, all: Iterable<T>) {
  const from = optionalText(input, 'NextToken');
  const { items, next } = pageAfter(all, { from, size: 100, nameOf: ({ arn }) => arn });
  return { items, NextToken: next };
}
