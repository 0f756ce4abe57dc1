import type { Delivery } from '../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import type { Letter } from '../letter';
import type { Said } from '../say';
import { sayLetter } from '../say-letter';
import { postJson } from './json-request';
import { judgeAnswer } from './judge-answer';
import type { ChannelPorts } from './ports';

/** The secret is the whole URL of an incoming webhook. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export async function deliverToSlack(
  { secret }: SettingsOf<'slack'>,
  letter: Letter,
  { http, secret: read }: ChannelPorts,
): Promise<Delivery> {
  const url = (await read(secret)).trim();
  return judgeAnswer('Slack', await http(postJson(url, slackMessage(sayLetter(letter)))));
}

/** Limits of blocks: header 150 characters, section 3,000, field 2,000 and ten of them. https://docs.slack.dev/reference/block-kit/blocks */
export const slackMessage = ({ title, facts, next, commands, severity }: Said) => ({
  text: cut(escaped(title), 3_000),
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: cut(`${SIGN[severity]} ${title}`, 150) } },
    ...facts.map(({ name, text }) => section(`*${name}*  ${cut(escaped(text), 2_800)}`)),
    section(cut(next.map((line, index) => `${index + 1}. ${escaped(line)}`).join('\n'), 2_900)),
    section(cut(`\`\`\`${commands.map(escaped).join('\n')}\`\`\``, 2_900)),
  ],
});

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** Slack's three control characters: without this, a name could call @channel or pose as a link. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const SIGN = { critical: '🔴', high: '🟠', medium: '🟡' } as const;
