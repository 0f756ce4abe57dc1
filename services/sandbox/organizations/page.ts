import type { Call } from '../core/service';
import { refuse } from './refusals';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: { readonly NextToken?: string };
}

/** One page of a list: 20 at most, which is also what AWS gives when not asked. */
export function page<T>({ input }: Call, all: readonly T[]): Page<T> {
  const size = input.MaxResults === undefined ? 20 : Number(input.MaxResults);
  if (!(size >= 1 && size <= 20)) {
    throw refuse.invalidInput('You provided a value for MaxResults that is outside of 1 to 20.');
  }
  const from = position(input.NextToken);
  const end = from + size;
  const next = end < all.length ? { NextToken: Buffer.from(`at:${end}`).toString('base64') } : {};
  return { items: all.slice(from, end), next };
}

function position(token: unknown): number {
  if (token === undefined) return 0;
  const found = /^at:(\d+)$/.exec(Buffer.from(String(token), 'base64').toString());
  if (!found) throw refuse.invalidInput('You provided an invalid NextToken.');
  return Number(found[1]);
}
