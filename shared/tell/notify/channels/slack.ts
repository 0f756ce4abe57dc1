import type { Delivery } from '../../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import type { Letter } from '../letter';
import type { Said } from '../say';
import { sayLetter } from '../say-many';
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

/**
 * Text from outside is `plain_text`, in which nothing is a link, a mention or bold. Only commands and our own links
 * are mrkdwn, and verbatim, because Slack would turn look-alikes into links. Limits of blocks: header 150
 * characters, section 3,000, and none is empty. https://docs.slack.dev/reference/block-kit/blocks
 */
export const slackMessage = ({ title, facts, next, commands, links, severity }: Said) => ({
  text: escaped(cut(title, 500)),
  unfurl_links: false,
  unfurl_media: false,
  blocks: [
    { type: 'header', text: plainText(cut(`${SIGN[severity]} ${tame(title)}`, 150)) },
    ...inParts(facts.map(({ name, text }) => cut(`${name}: ${text}`, 1_200))).map(section),
    ...inParts(next.map((line, index) => cut(`${index + 1}. ${line}`, 900))).map(section),
    ...commands.map((line) =>
      mrkdwn(`\`\`\`${escaped(cut(line.replaceAll('`', "'"), 2_700))}\`\`\``),
    ),
    ...(links.length > 0
      ? [mrkdwn(links.map(({ text, url }) => `<${escaped(url)}|${escaped(text)}>`).join('  ·  '))]
      : []),
  ],
});

/** Joins lines into as few texts as possible, none longer than a section may be; nothing for no lines. */
function inParts(lines: readonly string[]): readonly string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < MOST) {
      parts[parts.length - 1] = `${last}\n${line}`;
    } else parts.push(line);
  }
  return parts;
}

const MOST = 2_900;

const plainText = (text: string) => ({ type: 'plain_text', text, emoji: false });
const section = (text: string) => ({ type: 'section', text: plainText(tame(text)) });
const mrkdwn = (text: string) => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

/** Slack documents these escapes for mrkdwn and not for plain text, so they are not sent there. */
const tame = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');

/** Slack's three control characters: without this, a name could call @channel or pose as a link. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const SIGN = { critical: '🔴', high: '🟠', medium: '🟡' } as const;
