import type { Answer, Contact, ContactPorts, ContactSource, Tags } from '../../domain/contact';
import { describeObstacle } from '../../domain/obstacle';
import { isEmail } from '../lineage/named-person';
import type { ContactsFile } from './contacts-file';
import { addressed, entriesFor } from './entries-for';
import type { Whom } from './whom';

/** The answer of one source: contacts, or why there are none. */
export type Given =
  | { readonly kind: 'found'; readonly contacts: readonly Omit<Contact, 'source'>[] }
  | { readonly kind: 'nothing' | 'obstacle' | 'not-asked'; readonly why: string };

export interface Asking {
  readonly ports: ContactPorts;
  readonly file: ContactsFile;
  /** Why the operators' own list could not be used; absent when it could, or there is none. */
  readonly fileProblem?: string;
  readonly whom: Whom;
}

type Source = (asking: Asking) => Promise<Given>;

/** What a port answered: nothing or an obstacle as it is, else what is made of the value. */
const givenBy = <T>(answer: Answer<T>, give: (value: T) => Given): Given => {
  if (answer.kind === 'found') return give(answer.value);
  if (answer.kind === 'nothing') return answer;
  return { kind: 'obstacle', why: `${describeObstacle(answer.why)}.` };
};

const found = (contact: Omit<Contact, 'source'>): Given => ({ kind: 'found', contacts: [contact] });

/** Only users of IAM Identity Center are in it. A record rarely names the store, so the contacts file may name it. */
const identityStore: Source = async ({ ports, file, whom: { human } }) => {
  if (human?.kind !== 'identity-center') {
    return { kind: 'not-asked', why: 'No user of IAM Identity Center is known to be behind it.' };
  }
  const identityStoreId = human.identityStoreId ?? file.identityStore?.id;
  if (!ports.identityStore || !identityStoreId) {
    const why = 'Neither the record nor the contacts file says which identity store to ask.';
    return { kind: 'not-asked', why };
  }
  const answer = await ports.identityStore({
    identityStoreId,
    userName: human.name,
    ...(human.userId && { userId: human.userId }),
    ...(file.identityStore?.region && { region: file.identityStore.region }),
  });
  const why = `The e-mail address of ${human.name} in IAM Identity Center.`;
  return givenBy(answer, (value) => found({ person: human.name, ...value, channel: 'email', why }));
};

/**
 * An address that an identity provider vouched for. Never one that a caller chose, as a session's name or a source
 * identity: an attacker would be told of their own incident, or have outsiders told.
 */
const fromRecord: Source = async ({ whom: { human } }) => {
  const isVouched = human && VOUCHED.has(human.kind) && human.certainty !== 'guess';
  if (!isVouched || !human.email) {
    const why = 'No identity provider vouched for a name that is an address.';
    return { kind: 'nothing', why };
  }
  return found({ person: human.name, address: human.email, channel: 'email', why: human.why });
};

const VOUCHED = new Set(['identity-center', 'saml', 'oidc']);

/** The owner in the tags of the user or role nearest to the human that has one. */
const principalTag: Source = async (asking) => {
  const { principals } = asking.whom;
  if (principals.length === 0) {
    return { kind: 'not-asked', why: 'No IAM user or role is known to be behind it.' };
  }
  const misses: Given[] = [];
  for (const principal of principals) {
    const answer = await asking.ports.principalTags(principal);
    const of = `the ${principal.kind} ${principal.name} in ${principal.accountId}`;
    const given = givenBy(answer, (tags) => taggedContact({ of, tags }, asking));
    if (given.kind === 'found') return given;
    misses.push(given);
  }
  return together(misses);
};

/** An obstacle at one of them is an obstacle of the source, because its tags might name a contact. */
function together(misses: readonly Given[]): Given {
  const why = misses.flatMap((miss) => ('why' in miss ? [miss.why] : []));
  const kind = misses.some((miss) => miss.kind === 'obstacle') ? 'obstacle' : 'nothing';
  return { kind, why: [...new Set(why)].join(' ') };
}

/** The owner of the account in which it happened. */
const accountTag: Source = async (asking) => {
  const { accountId } = asking.whom;
  const answer = await asking.ports.accountTags(accountId);
  return givenBy(answer, (tags) => taggedContact({ of: `the account ${accountId}`, tags }, asking));
};

interface Tagged {
  readonly of: string;
  readonly tags: Tags;
}

/**
 * The first of the configured tags that names a contact: an e-mail address, or a name that the contacts file knows.
 * Tag keys are compared without case, as people write them.
 */
function taggedContact({ of, tags }: Tagged, { file }: Pick<Asking, 'file'>): Given {
  const tagged = file.tags.flatMap((key) =>
    Object.entries(tags).filter(([name]) => name.toLowerCase() === key.toLowerCase()),
  );
  for (const [key, value] of tagged) {
    const why = `The tag ${key} of ${of}.`;
    if (isEmail(value)) return found({ address: value, channel: 'email', why });
    const known = entriesFor(file, { name: [value] });
    if (known.length > 0) return { kind: 'found', contacts: known.map((one) => ({ ...one, why })) };
  }
  const [first] = tagged;
  const why = first
    ? `The tag ${first[0]} of ${of} is "${first[1]}", which is no e-mail address and no name in the contacts file.`
    : `None of the tags ${file.tags.join(', ')} is on ${of}.`;
  return { kind: 'nothing', why };
}

/** Every entry that fits, in the order of the file. */
const fromFile: Source = async ({ file, fileProblem, whom }) => {
  const { human, names, accountId } = whom;
  if (fileProblem) return { kind: 'obstacle', why: fileProblem };
  if (file.contacts.length === 0) {
    return { kind: 'not-asked', why: 'The contacts file has no contacts.' };
  }
  const entries = entriesFor(file, {
    account: [accountId],
    principal: names,
    name: human ? [human.name] : [],
  });
  if (entries.length === 0) return { kind: 'nothing', why: 'No entry of the contacts file fits.' };
  const why = 'An entry of the contacts file fits.';
  return { kind: 'found', contacts: entries.map((entry) => ({ ...entry, why })) };
};

/** An address that AWS keeps for the account in which it happened. */
const accountContact =
  (port: 'securityContact' | 'rootEmail', what: string): Source =>
  async ({ ports, whom: { accountId } }) => {
    const answer = await ports[port](accountId);
    const why = `${what} of the account ${accountId}.`;
    return givenBy(answer, (value) => found({ ...value, channel: 'email', why }));
  };

/** The contact where no other is known. */
const defaultContact: Source = async ({ file }) =>
  file.default
    ? found({ ...addressed(file.default), why: 'The default of the contacts file.' })
    : { kind: 'not-asked', why: 'The contacts file has no default.' };

export const sources: Readonly<Record<ContactSource, Source>> = {
  'identity-store': identityStore,
  record: fromRecord,
  'principal-tag': principalTag,
  'account-tag': accountTag,
  file: fromFile,
  'security-contact': accountContact('securityContact', 'The alternate contact SECURITY'),
  'root-email': accountContact('rootEmail', 'The root e-mail address'),
  default: defaultContact,
};
