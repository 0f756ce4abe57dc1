import type { Refusal } from './service';

export interface PageAfter<T> {
  /** The token that was sent: the name of the last one of the page before. */
  readonly from: string | undefined;
  readonly size: number;
  readonly nameOf: (item: T) => string;
}

/** One page in order of names; `next` is the token of the page after it, undefined when this is the last. */
export function pageAfter<T>(all: Iterable<T>, { from = '', size, nameOf }: PageAfter<T>) {
  const rest = [...all]
    .filter((item) => nameOf(item) > from)
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const items = rest.slice(0, size);
  const last = items.at(-1);
  const next = rest.length > size && last !== undefined ? nameOf(last) : undefined;
  return { items, next };
}

export interface PageAt {
  readonly token: unknown;
  readonly size: number;
  /** What a token that is none is refused with. */
  readonly invalid: () => Refusal;
}

/** One page in the order of the list; the token says where the next one begins. */
export function pageAt<T>(all: readonly T[], { token, size, invalid }: PageAt) {
  const from = token === undefined ? 0 : position(String(token));
  if (from === undefined) throw invalid();
  const end = from + size;
  const next = end < all.length ? Buffer.from(`at:${end}`).toString('base64') : undefined;
  return { items: all.slice(from, end), next };
}

function position(token: string): number | undefined {
  const found = /^at:(\d+)$/.exec(Buffer.from(token, 'base64').toString());
  return found ? Number(found[1]) : undefined;
}
