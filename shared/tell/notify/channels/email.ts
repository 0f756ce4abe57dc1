import type { Contact } from '../../../domain/contact';
import type { Mail } from '../../../domain/mail';
import type { Delivery } from '../../../domain/notification';
import { isEmail } from '../../../investigate/lineage/named-person';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import { htmlText } from '../html-text';
import { kindOf, type Letter, type LetterItem } from '../letter';
import { plainText } from '../plain-text';
import { sayLetter } from '../say-many';
import { subjectOf } from '../title-of';
import { whomToTell } from '../whom-to-tell';
import type { ChannelPorts } from './ports';

type Settings = SettingsOf<'email'>;

/** Fixed addresses, and with `contacts` the people who were found for the incident. Rejects with the SDK's error. */
export async function deliverToEmail(
  settings: Settings,
  letter: Letter,
  { sendMail }: Pick<ChannelPorts, 'sendMail'>,
): Promise<Delivery> {
  const to = recipients(settings, letter);
  if (to.length > 0) {
    await sendMail(mailOf(settings, letter, to));
    return { kind: 'delivered' };
  }
  return letter.items.every(isNotLookedUp)
    ? { kind: 'delivered', ref: 'not sent yet: whom to tell is being looked up' }
    : { kind: 'refused', why: 'no contact of this incident has an e-mail address' };
}

/** Contacts are found seconds later, and told then. A reminder does not wait for them. */
const isNotLookedUp = (item: LetterItem): boolean =>
  item.incident.contacts === undefined && kindOf(item) !== 'reminder';

/** [D] ses quotas: 50 recipients a message. */
const MOST_RECIPIENTS = 50;

function recipients({ to, contacts }: Settings, { items }: Letter): readonly string[] {
  const found = contacts ? items.flatMap(addresses) : [];
  const all = new Map([...to, ...found].map((address) => [address.toLowerCase(), address]));
  return [...all.values()].slice(0, MOST_RECIPIENTS);
}

const addresses = ({ incident, notices: [{ channel }], reminded = 0 }: LetterItem) =>
  whomToTell({ ...incident, ...withAddress(incident, channel) }, reminded).map(
    ({ address }) => address,
  );

/** A contact of another channel is told there. */
function withAddress({ contacts }: LetterItem['incident'], channel: string) {
  const isOurs = (contact: Contact) =>
    (contact.channel === 'email' || contact.channel === channel) && isEmail(contact.address);
  return contacts && { contacts: { ...contacts, contacts: contacts.contacts.filter(isOurs) } };
}

/**
 * SES replaces a Message-ID ([D] ses header-fields). So every mail of an incident refers to a message that was never
 * sent, under one subject: mail programs make a thread of them.
 */
function mailOf(
  { from, identityArn, configurationSet }: Settings,
  letter: Letter,
  to: readonly string[],
): Mail {
  const said = sayLetter(letter);
  const [only, ...others] = letter.items;
  const incident = others.length === 0 ? only?.incident : undefined;
  const thread = incident && `<${incident.id.replace(/[^\w.-]/g, '-')}@trailwarden.invalid>`;
  return {
    from,
    to,
    subject: ascii(incident ? `${subjectOf(incident)} (${incident.id})` : said.title),
    text: cut(plainText(said), 60_000),
    html: htmlText(said),
    headers: {
      // [D] RFC 3834: suppresses absence notes.
      'Auto-Submitted': 'auto-generated',
      ...(thread && { References: thread, 'In-Reply-To': thread }),
    },
    ...(identityArn && { identityArn }),
    ...(configurationSet && { configurationSet }),
  };
}

const ascii = (text: string): string => cut(text, 200).replace(/[^ -~]/g, '?');
