import type { AskedSource, Contact, ContactSource, Contacts } from '../../domain/contact';
import type { Asking, Given } from './sources';
import { sources } from './sources';

/**
 * Whom to tell, best first. Every source is asked, because the next contact is told when one does not answer. Each
 * source says what it gave, or why nothing. Never rejects.
 */
export async function findContacts(asking: Asking): Promise<Contacts> {
  const given = await Promise.all(
    asking.file.order.map(async (source) => ({ source, given: await sources[source](asking) })),
  );
  const contacts = given.flatMap(({ source, given: one }) =>
    one.kind === 'found' ? one.contacts.map((contact) => ({ ...contact, source })) : [],
  );
  return { contacts: once(contacts), asked: given.map(askedOf) };
}

function askedOf({
  source,
  given,
}: {
  readonly source: ContactSource;
  readonly given: Given;
}): AskedSource {
  if (given.kind !== 'found') return { source, kind: given.kind, why: given.why };
  return { source, kind: 'found', why: given.contacts.map(({ why }) => why).join(' ') };
}

/** An address that two sources give is one contact, under the first source. */
function once(contacts: readonly Contact[]): readonly Contact[] {
  const seen = new Set<string>();
  return contacts.filter(({ channel, address }) => {
    const key = `${channel} ${address.toLowerCase()}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
