import type { Delivery } from '../../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import { kindOf, type Letter } from '../letter';
import { plainText } from '../plain-text';
import { sayLetter } from '../say-many';
import type { ChannelPorts } from './ports';

/** The subscribers of the topic, most often by e-mail; a phone gets the title alone. Rejects with the SDK's error. */
export async function deliverToSns(
  { topicArn }: SettingsOf<'sns'>,
  letter: Letter,
  { publish }: ChannelPorts,
): Promise<Delivery> {
  const said = sayLetter(letter);
  const [item, ...others] = letter.items;
  // [D] API_Publish: a subject is ASCII, begins with a letter, digit or sign, has no line breaks, and fewer than 100 characters; a message 256 KB.
  const subject = ascii(cut(said.title, 99));
  // [D] sns sms: 160 letters of the plain alphabet are one message; a publication has at most 1,600.
  const sms = cut(ascii(said.title), 140);
  const attributes = {
    severity: said.severity,
    ...(item && others.length === 0 && { account: item.incident.accountId, kind: kindOf(item) }),
  };
  await publish({ topicArn, subject, text: cut(plainText(said), 60_000), sms, attributes });
  return { kind: 'delivered' };
}

const ascii = (text: string): string => text.replace(/[^ -~]/g, '?');
