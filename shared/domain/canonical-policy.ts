/**
 * A resource policy in canonical form: documents that mean the same have the same text. Keys are sorted. Lists are
 * sets to IAM, so they are sorted too, and a list of one is its element. [D] reference_policies_grammar. A text that
 * is not JSON stays as it is.
 */
export const canonicalPolicy = (text: string): string => rewritten(text, canonical);

/** The same for documents in which the order of a list may matter: only keys are sorted. */
export const canonicalDocument = (text: string): string => rewritten(text, sorted);

function rewritten(text: string, rewrite: (value: unknown) => unknown): string {
  try {
    const document = JSON.parse(text);
    // A text such as 1.0 is a name that looks like a number, and stays as it was typed.
    return typeof document === 'object' ? JSON.stringify(rewrite(document)) : text;
  } catch {
    return text;
  }
}

function canonical(value: unknown): unknown {
  if (!Array.isArray(value)) return withKeysSorted(value, canonical, asList);
  const items = value.map(canonical).sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  return items.length === 1 ? items[0] : items;
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted) : withKeysSorted(value, sorted, (_, inner) => inner);

/** Not every service takes a statement that stands alone. */
const asList = (key: string, inner: unknown): unknown =>
  key === 'Statement' ? [inner].flat() : inner;

function withKeysSorted(
  value: unknown,
  rewrite: (inner: unknown) => unknown,
  finish: (key: string, inner: unknown) => unknown,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, finish(key, rewrite(inner))]));
}

const textOf = (value: unknown): string => JSON.stringify(value);
