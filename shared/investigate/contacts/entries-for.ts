import type { Addressed } from '../../domain/contact';
import type { ContactEntry, ContactsFile } from './contacts-file';

/** The facts that patterns are compared with. */
export interface Known {
  readonly account?: readonly string[];
  readonly principal?: readonly string[];
  readonly name?: readonly string[];
}

/** The entries whose every pattern fits, in the order of the file. */
export const entriesFor = (
  { contacts }: ContactsFile,
  known: Known,
): readonly (Addressed & { readonly channel: string })[] =>
  contacts.filter((entry) => fits(entry, known)).map(addressed);

const fits = (entry: ContactEntry, known: Known): boolean =>
  (['account', 'principal', 'name'] as const).every((field) => {
    const pattern = entry[field];
    return pattern === undefined || (known[field] ?? []).some((text) => matches(pattern, text));
  });

/**
 * `*` stands for any text; case does not matter. Without regular expressions, because a pattern of stars must not
 * hang.
 */
export function matches(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*');
  const lower = text.toLowerCase();
  if (rest.length === 0) return lower === head;
  const tail = rest.pop() ?? '';
  if (!lower.startsWith(head) || !lower.endsWith(tail)) return false;
  if (lower.length < head.length + tail.length) return false;
  let at = head.length;
  for (const part of rest) {
    const found = lower.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= lower.length - tail.length;
}

export const addressed = ({
  address,
  channel,
  person,
}: Pick<ContactEntry, 'address' | 'channel' | 'person'>) => ({
  address,
  channel,
  ...(person && { person }),
});
