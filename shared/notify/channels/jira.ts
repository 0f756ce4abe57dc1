import type { Delivery } from '../../domain/notification';
import type { SettingsOf } from '../configuration';
import type { Letter } from '../letter';
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
  const comment = async (ref: string, text: string): Promise<void> => {
    await call(postJson(`${issue(ref)}/comment`, { body: document(text) }));
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
    close: async (ref, text) => {
      await comment(ref, text);
      const list = await call({ method: 'GET', url: `${issue(ref)}/transitions`, headers: {} });
      const id = closing(list);
      // A workflow may end where it is, or by a way that needs a person: the comment says it all.
      if (id) await call(postJson(`${issue(ref)}/transitions`, { transition: { id } }));
    },
  };
}

const NO_KEY = { kind: 'again', why: 'Jira answered without a key', mayHaveArrived: true } as const;

const fieldsOf = ({ project, issueType }: Settings, { incidentId, title, text }: Ticket) => ({
  project: { key: project },
  issuetype: { name: issueType },
  summary: title,
  description: document(text),
  labels: ['trailwarden', labelOf(incidentId)],
});

/**
 * What the ticket is found by. Jira's search is behind by seconds, seldom by minutes; a try after a crash
 * comes two and a half minutes later. [D] developer.atlassian.com search-and-reconcile
 */
const labelOf = (incidentId: string): string => `trailwarden-${incidentId}`;

/** Atlassian Document Format: a paragraph a line. */
const document = (text: string) => ({
  type: 'doc',
  version: 1,
  content: text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
});

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
