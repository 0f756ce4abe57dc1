import type { Delivery } from '../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import type { Letter } from '../letter';
import { plainText } from '../plain-text';
import { sayLetter } from '../say-letter';
import type { ChannelPorts } from './ports';

/** Whoever subscribed to the topic, most often by e-mail. Rejects with the SDK's error. */
export async function deliverToSns(
  { topicArn }: SettingsOf<'sns'>,
  letter: Letter,
  { publish }: ChannelPorts,
): Promise<Delivery> {
  const said = sayLetter(letter);
  // [D] API_Publish: a subject is ASCII, begins with a letter, digit or sign, has no line breaks, and fewer than 100 characters; a message 256 KB.
  const subject = cut(said.title, 99).replace(/[^ -~]/g, '?');
  await publish({ topicArn, subject, text: cut(plainText(said), 60_000) });
  return { kind: 'delivered' };
}
