import type { Contact } from '../../domain/contact';
import type { Incident } from '../../domain/incident';

/**
 * The contacts that are told by now: the best one, and one more with every unanswered reminder. The person who may
 * have done it, or whom a tag names, is told as well, and never alone, because an attacker may read that mailbox.
 * Empty before the search, and where it found no contact.
 */
export function whomToTell(
  { contacts, lineage }: Pick<Incident, 'contacts' | 'lineage'>,
  reminded: number,
): readonly Contact[] {
  const all = contacts?.contacts ?? [];
  const told = all.slice(0, 1 + reminded);
  const mayBeIt = (contact: Contact): boolean => isOfTheActor(contact, lineage?.human);
  const other = told.every(mayBeIt) ? all.find((contact) => !mayBeIt(contact)) : undefined;
  return other ? [...told, other] : told;
}

/** The address of the person themselves, or one that their own user or role gives. */
function isOfTheActor({ source, address }: Contact, human: Human): boolean {
  if (source === 'root-email') return human?.kind === 'root';
  return OWN.has(source) || address.toLowerCase() === human?.email?.toLowerCase();
}

type Human = NonNullable<Incident['lineage']>['human'];

const OWN: ReadonlySet<Contact['source']> = new Set(['identity-store', 'record', 'principal-tag']);
