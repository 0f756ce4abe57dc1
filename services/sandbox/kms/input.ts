import {
  type Input,
  lowered,
  mustNotBeNull,
  optionalNumber,
  optionalText,
  tagsOf as readTags,
  textReader,
} from '../core/input';
import { pageAfter } from '../core/page';
import { refuse } from './refusals';

export { optionalNumber, optionalText } from '../core/input';

export const requiredText = textReader((name) => refuse.invalid(mustNotBeNull(lowered(name))));

/** Blobs are base64 in AWS JSON. */
export function requiredBytes(input: Input, name: string): Buffer {
  return Buffer.from(requiredText(input, name), 'base64');
}

export const tagsOf = (input: Input) => readTags(input, 'TagKey', 'TagValue');

/** One page by `Limit` and `Marker`, in order of ARNs. */
export function pageOf<T extends { readonly arn: string }>(input: Input, all: Iterable<T>) {
  const { items, next } = pageAfter(all, {
    from: optionalText(input, 'Marker'),
    size: optionalNumber(input, 'Limit') ?? 50,
    nameOf: ({ arn }) => arn,
  });
  return { items, rest: { Truncated: next !== undefined, NextMarker: next } };
}
