import type { Delivery } from '../../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import type { Letter } from '../letter';
import type { Said } from '../say';
import { bodyOf, type Desk, DeskTrouble, deliverTicket, type Ticket } from './deliver-ticket';
import { basic, parsed, postJson, textAt } from './json-request';
import type { ChannelPorts, HttpRequest } from './ports';

type Settings = SettingsOf<'jira'>;
type Call = (request: HttpRequest) => Promise<string>;

/** The secret is an API token of `user`. https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
export async function deliverToJira(
  settings: Settings,
  letter: Letter,
  ports: ChannelPorts,
): Promise<Delivery> {
  const headers = basic(settings.user, (await ports.secret(settings.secret)).trim());
  const call: Call = async (request) =>
    bodyOf('Jira', await ports.http({ ...request, headers: { ...request.headers, ...headers } }));
  return deliverTicket(jiraDesk(settings, call), letter, ports);
}

function jiraDesk(settings: Settings, call: Call): Desk {
  const api = `${settings.site.replace(/\/$/, '')}/rest/api/3`;
  const issue = (ref: string) => `${api}/issue/${encodeURIComponent(ref)}`;
  const comment = async (ref: string, said: Said): Promise<void> => {
    await call(postJson(`${issue(ref)}/comment`, { body: documentOf(said) }));
  };
  return {
    find: async (id) => {
      const jql = `project = "${settings.project}" AND labels = "${labelOf(id)}"`;
      const query = { jql, fields: ['key'], maxResults: 1 };
      return textAt(await call(postJson(`${api}/search/jql`, query)), ['issues', 0, 'key']);
    },
    create: async (ticket) => {
      const made = await call(postJson(`${api}/issue`, { fields: fieldsOf(settings, ticket) }));
      const key = textAt(made, ['key']);
      if (key === undefined) throw new DeskTrouble(NO_KEY);
      return key;
    },
    comment,
    close: async (ref, said) => {
      await comment(ref, said);
      const list = await call({ method: 'GET', url: `${issue(ref)}/transitions`, headers: {} });
      const id = closing(list);
      // A workflow may have no such state, or need a person to reach it. The comment says it all.
      if (id) await call(postJson(`${issue(ref)}/transitions`, { transition: { id } }));
    },
    link: async (ref, from) => {
      const ends = { outwardIssue: { key: from }, inwardIssue: { key: ref } };
      try {
        await call(postJson(`${api}/issueLink`, { type: { name: 'Relates' }, ...ends }));
      } catch (error) {
        // Links may be switched off, or have other names. The comment on the other issue says it too.
        if (!(error instanceof DeskTrouble)) throw error;
      }
    },
  };
}

const NO_KEY = { kind: 'again', why: 'Jira answered without a key', mayHaveArrived: true } as const;

const fieldsOf = (
  { project, issueType, priorities }: Settings,
  { incidentId, title, said }: Ticket,
) => {
  const priority = priorities?.[said.severity];
  return {
    project: { key: project },
    issuetype: { name: issueType },
    summary: title,
    description: documentOf(said),
    labels: ['trailwarden', labelOf(incidentId), labelOf(said.severity)],
    // The site decides which priorities exist, and whether the screen has the field.
    ...(priority !== undefined && { priority: { name: priority } }),
  };
};

/**
 * How the ticket is found again. Jira's search lags by seconds, seldom by minutes; a try after a crash comes two and
 * a half minutes later. [D] developer.atlassian.com search-and-reconcile
 */
const labelOf = (what: string): string => `trailwarden-${what}`;

/** Atlassian Document Format: facts as a list, commands as code. A text is never empty, or Jira refuses all of it. */
const documentOf = ({ title, facts, next, commands, links }: Said) => ({
  type: 'doc',
  version: 1,
  content: [
    paragraph(bold(title)),
    ...listOf(
      'bulletList',
      facts.map(({ name, text }) => [bold(`${name}: `), word(cut(text, 1_500))]),
    ),
    ...(next.length > 0 ? [paragraph(bold('What to do now'))] : []),
    ...listOf(
      'orderedList',
      next.map((line) => [word(cut(line, 1_500))]),
    ),
    ...(commands.length > 0 ? [{ type: 'codeBlock', content: [word(commands.join('\n'))] }] : []),
    ...(links.length > 0
      ? [paragraph(...links.flatMap(({ text, url }) => [linked(text, url), word('   ')]))]
      : []),
  ],
});

const word = (text: string) => ({ type: 'text', text: text || '-' });
const bold = (text: string) => ({ ...word(text), marks: [{ type: 'strong' }] });
const linked = (text: string, href: string) => ({
  ...word(text),
  marks: [{ type: 'link', attrs: { href } }],
});
const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content });

const listOf = (type: string, items: readonly (readonly object[])[]) =>
  items.length > 0
    ? [
        {
          type,
          content: items.map((item) => ({ type: 'listItem', content: [paragraph(...item)] })),
        },
      ]
    : [];

/** The first transition into a state of the category "done". */
function closing(list: string): string | undefined {
  const { transitions = [] } = (parsed(list) ?? {}) as {
    readonly transitions?: readonly {
      readonly id: string;
      readonly to?: { readonly statusCategory?: { readonly key?: string } };
    }[];
  };
  return transitions.find(({ to }) => to?.statusCategory?.key === 'done')?.id;
}
