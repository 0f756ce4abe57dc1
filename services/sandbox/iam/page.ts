import type { Call } from '../core/service';
import { refuse } from './refusals';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/** One page of a list: 100 when not asked, 1,000 at most. */
export function page<T>({ input }: Call, all: readonly T[]): Page<T> {
  const size = input.MaxItems === undefined ? 100 : Number(input.MaxItems);
  if (!(size >= 1 && size <= 1000)) {
    throw refuse.validationError(
      `1 validation error detected: Value '${String(input.MaxItems)}' at 'maxItems' failed to satisfy constraint: Member must be between 1 and 1000`,
    );
  }
  const from = position(input.Marker);
  const end = from + size;
  const more = end < all.length;
  const Marker = Buffer.from(`at:${end}`).toString('base64');
  return { items: all.slice(from, end), next: { IsTruncated: more, ...(more && { Marker }) } };
}

function position(marker: unknown): number {
  if (marker === undefined) return 0;
  const found = /^at:(\d+)$/.exec(Buffer.from(String(marker), 'base64').toString());
  if (!found) throw refuse.validationError('Invalid Marker.');
  return Number(found[1]);
}
