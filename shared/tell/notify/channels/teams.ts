import type { Delivery } from '../../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import type { Letter } from '../letter';
import type { Said } from '../say';
import { sayLetter } from '../say-many';
import { postJson } from './json-request';
import { judgeAnswer } from './judge-answer';
import type { ChannelPorts } from './ports';

/** The secret is the whole URL of a workflow "post to a channel when a webhook request is received". */
export async function deliverToTeams(
  { secret }: SettingsOf<'teams'>,
  letter: Letter,
  { http, secret: read }: ChannelPorts,
): Promise<Delivery> {
  const url = (await read(secret)).trim();
  return judgeAnswer('Teams', await http(postJson(url, teamsMessage(sayLetter(letter)))));
}

/**
 * An adaptive card made of text runs, which read no Markdown: a name cannot become a link, a heading or a picture.
 * The whole message must stay under 28 KB; facts are left out from the end until it does.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 */
export function teamsMessage(said: Said): object {
  for (let facts = said.facts.length; facts > 0; facts -= 1) {
    const message = messageOf({ ...said, facts: said.facts.slice(0, facts) });
    if (Buffer.byteLength(JSON.stringify(message)) <= MOST_BYTES) return message;
  }
  const next = said.next.map((line) => cut(line, 100));
  return messageOf({ ...said, facts: [], next, links: [] });
}

const MOST_BYTES = 27_000;

const messageOf = ({ title, facts, next, commands, links, severity }: Said) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        msteams: { width: 'Full' },
        body: [
          line({
            text: cut(title, 300),
            size: 'Large',
            weight: 'Bolder',
            color: severity === 'medium' ? 'Warning' : 'Attention',
          }),
          ...facts.map(({ name, text }) =>
            line({ text: `${name}: `, weight: 'Bolder' }, { text: cut(text, 800) }),
          ),
          ...next
            .slice(0, 12)
            .map((one, index) => line({ text: `${index + 1}. ${cut(one, 500)}` })),
          ...commands.map((one) => line({ text: cut(one, 3_000), fontType: 'Monospace' })),
        ],
        ...(links.length > 0 && {
          actions: links.map(({ text, url }) => ({ type: 'Action.OpenUrl', title: text, url })),
        }),
      },
    },
  ],
});

const line = (...runs: readonly object[]) => ({
  type: 'RichTextBlock',
  inlines: runs.map((run) => ({ type: 'TextRun', ...run })),
});
