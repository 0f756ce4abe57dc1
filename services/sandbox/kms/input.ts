import * as shared from '../core/input';
import { pageAfter } from '../core/page';
import { refuse } from './refusals';

export const { optionalNumber, optionalText } = shared;

export const requiredText = shared.textReader((name) =>
  refuse.invalid(shared.mustNotBeNull(shared.lowered(name))),
);

/** Blobs are base64 in AWS JSON. */
export function requiredBytes(input: shared.Input, name: string): Buffer {
  return Buffer.from(requiredText(input, name), 'base64');
}

export const tagsOf = (input: shared.Input) => shared.tagsOf(input, 'TagKey', 'TagValue');

/** One page by `Limit` and `Marker`, in order of ARNs. */
export function pageOf<T extends { readonly arn: string }>(input: shared.Input, all: Iterable<T>) {
  const { items, next } = pageAfter(all, {
    from: optionalText(input, 'Marker'),
    size: optionalNumber(input, 'Limit') ?? 50,
    nameOf: ({ arn }) => arn,
  });
  return { items, rest: { Truncated: next !== undefined, NextMarker: next } };
}
