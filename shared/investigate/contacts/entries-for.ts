import type { Addressed } from '../../domain/contact';
import type { ContactEntry, ContactsFile } from './contacts-file';
import { isLike } from './is-like';

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

/** Case does not matter. */
export const matches = (pattern: string, text: string): boolean =>
  isLike(pattern.toLowerCase(), text.toLowerCase());

export const addressed = ({
  address,
  channel,
  person,
}: Pick<ContactEntry, 'address' | 'channel' | 'person'>) => ({
  address,
  channel,
  ...(person && { person }),
});
