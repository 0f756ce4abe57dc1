import type { Tags } from '../../domain/contact';
import { isEmail } from '../lineage/named-person';
import { entriesFor } from './entries-for';
import type { Asking, Given } from './source';

interface Tagged {
  readonly of: string;
  readonly tags: Tags;
}

/**
 * The first of the configured tags that names a contact: an e-mail address, or a name that the contacts file knows.
 * Tag keys are compared without case, as people write them.
 */
export function taggedContact({ of, tags }: Tagged, { file }: Pick<Asking, 'file'>): Given {
  const found = file.tags.flatMap((key) =>
    Object.entries(tags).filter(([name]) => name.toLowerCase() === key.toLowerCase()),
  );
  for (const [key, value] of found) {
    const why = `The tag ${key} of ${of}.`;
    if (isEmail(value)) {
      return { kind: 'found', contacts: [{ address: value, channel: 'email', why }] };
    }
    const known = entriesFor(file, { name: [value] });
    if (known.length > 0) return { kind: 'found', contacts: known.map((one) => ({ ...one, why })) };
  }
  const [first] = found;
  const why = first
    ? `The tag ${first[0]} of ${of} is "${first[1]}", which is no e-mail address and no name in the contacts file.`
    : `None of the tags ${file.tags.join(', ')} is on ${of}.`;
  return { kind: 'nothing', why };
}
