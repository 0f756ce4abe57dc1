import type { Delivery } from '../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import type { Letter } from '../letter';
import type { Said } from '../say';
import { sayLetter } from '../say-letter';
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

/** An adaptive card; the whole message must stay under 28 KB. https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook */
export const teamsMessage = ({ title, facts, next, commands, severity }: Said) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          {
            ...textBlock(cut(title, 300)),
            size: 'Large',
            weight: 'Bolder',
            color: severity === 'medium' ? 'Warning' : 'Attention',
          },
          {
            type: 'FactSet',
            facts: facts.map(({ name, text }) => ({ title: name, value: plain(cut(text, 800)) })),
          },
          ...next.slice(0, 12).map((line, index) => textBlock(`${index + 1}. ${cut(line, 500)}`)),
          ...commands.map((line) => ({ ...textBlock(cut(line, 300)), fontType: 'Monospace' })),
        ],
      },
    },
  ],
});

const textBlock = (text: string) => ({ type: 'TextBlock', text: plain(text), wrap: true });

/** Cards read a part of Markdown: a name must not become a link or a picture. */
const plain = (text: string): string => text.replace(/[[\]]/g, (bracket) => `\\${bracket}`);
