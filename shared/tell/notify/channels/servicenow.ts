import type { Delivery } from '../../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import type { Letter } from '../letter';
import { plainText } from '../plain-text';
import { bodyOf, type Desk, DeskTrouble, deliverTicket, type Ticket } from './deliver-ticket';
import { basic, postJson, textAt } from './json-request';
import type { ChannelPorts, HttpRequest } from './ports';

type Settings = SettingsOf<'servicenow'>;
type Call = (request: HttpRequest) => Promise<string>;

/** The secret is the password of `user`. The Table API: https://www.servicenow.com/docs (REST API reference, Table API) */
export async function deliverToServiceNow(
  settings: Settings,
  letter: Letter,
  ports: ChannelPorts,
): Promise<Delivery> {
  const headers = {
    accept: 'application/json',
    ...basic(settings.user, (await ports.secret(settings.secret)).trim()),
  };
  const call: Call = async (request) =>
    bodyOf(
      'ServiceNow',
      await ports.http({ ...request, headers: { ...request.headers, ...headers } }),
    );
  return deliverTicket(serviceNowDesk(settings, call), letter, ports);
}

function serviceNowDesk({ site, closeCode }: Settings, call: Call): Desk {
  const table = `${site.replace(/\/$/, '')}/api/now/table/incident`;
  const change = async (ref: string, fields: object): Promise<void> => {
    const request = postJson(`${table}/${encodeURIComponent(ref)}`, fields);
    await call({ ...request, method: 'PATCH' });
  };
  return {
    find: async (id) => {
      const query = new URLSearchParams({
        sysparm_query: `correlation_id=${id}`,
        sysparm_fields: 'sys_id',
        sysparm_limit: '1',
      });
      const found = await call({ method: 'GET', url: `${table}?${query}`, headers: {} });
      return textAt(found, ['result', 0, 'sys_id']);
    },
    create: async (ticket) => {
      const id = textAt(await call(postJson(table, fieldsOf(ticket))), ['result', 'sys_id']);
      if (id === undefined) throw new DeskTrouble(NO_ID);
      return id;
    },
    comment: (ref, said) => change(ref, { work_notes: cut(plainText(said), 30_000) }),
    link: (ref, from) => change(ref, { parent_incident: from }),
    // 6 is "Resolved" by default. Each instance chooses its close codes.
    close: (ref, said) =>
      change(ref, {
        ...{ state: '6', close_code: closeCode },
        close_notes: cut(plainText(said), 3_900),
      }),
  };
}

const NO_ID = {
  kind: 'again',
  why: 'ServiceNow answered without a sys_id',
  mayHaveArrived: true,
} as const;

const fieldsOf = ({ incidentId, title, said }: Ticket) => ({
  short_description: cut(title, 160),
  description: cut(plainText(said), 3_900),
  correlation_id: incidentId,
  correlation_display: 'Trailwarden',
  ...LEVEL[said.severity],
});

/**
 * By default, impact and urgency make the priority: 1 and 1 are Critical, 1 and 2 High, 2 and 2 Moderate, 3 and 3
 * Planning. So our `high` must not be 2 and 2.
 */
const LEVEL = {
  critical: { impact: '1', urgency: '1' },
  high: { impact: '1', urgency: '2' },
  medium: { impact: '2', urgency: '2' },
} as const;
