import * as v from 'valibot';
import { contactSources } from '../../domain/contact';
import { parseJson } from '../../record/json';

/** The operators' own list of contacts, and the order in which sources are asked. */
export type ContactsFile = v.InferOutput<typeof ContactsFile>;
export type ContactEntry = ContactsFile['contacts'][number];

type ReadContacts =
  | { readonly kind: 'contacts'; readonly contacts: ContactsFile }
  /** One sentence per mistake. */
  | { readonly kind: 'refused'; readonly sentences: readonly string[] };

const Text = v.pipe(v.string('is not text'), v.nonEmpty('is empty'));
const address = { address: Text, channel: v.optional(Text, 'email'), person: v.optional(Text) };

/** `*` stands for any text. All given patterns must match; at least one must be given. */
const Entry = v.pipe(
  v.strictObject(
    {
      account: v.optional(Text),
      principal: v.optional(Text),
      name: v.optional(Text),
      ...address,
    },
    entryProblem,
  ),
  v.check(
    ({ account, principal, name }) => Boolean(account ?? principal ?? name),
    'says not whose it is: give account, principal or name',
  ),
);

const ContactsFile = v.strictObject(
  {
    order: v.optional(
      v.pipe(
        v.array(
          v.picklist(contactSources, `is none of ${contactSources.join(', ')}`),
          'is no list',
        ),
        v.check((order) => new Set(order).size === order.length, 'names a source twice'),
      ),
      [...contactSources],
    ),
    tags: v.optional(v.array(Text, 'is no list'), ['owner-email', 'owner', 'contact', 'email']),
    contacts: v.optional(v.array(Entry, 'is no list'), []),
    identityStore: v.optional(v.strictObject({ id: Text, region: v.optional(Text) }, entryProblem)),
    default: v.optional(v.strictObject(address, entryProblem)),
  },
  entryProblem,
);

/** Without a file: every source, and no contacts of our own. */
export const noContactsFile: ContactsFile = v.parse(ContactsFile, {});

/** Never throws. */
export function readContactsFile(text: string): ReadContacts {
  const json = parseJson(text);
  if (json === undefined) return { kind: 'refused', sentences: ['The contacts file is not JSON.'] };
  // A list would pass as an object without keys.
  const read = v.safeParse(ContactsFile, Array.isArray(json) ? null : json);
  if (read.success) return { kind: 'contacts', contacts: read.output };
  return { kind: 'refused', sentences: read.issues.map(sentenceOf) };
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue as never);
  return `${path ? `"${path}"` : 'The contacts file'} ${issue.message}.`;
}

/** An object's own complaint: an unknown key, a missing key, or that it is no object. */
function entryProblem(issue: v.StrictObjectIssue): string {
  if (issue.expected === 'never') return 'is not known here';
  return issue.received === 'undefined' ? 'is missing' : 'is no object';
}
