import { endsIt } from '../../domain/acknowledgement';
import type { Delivery } from '../../domain/notification';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import { kindOf, type Letter, type LetterItem } from '../letter';
import { say } from '../say';
import { postJson } from './json-request';
import { judgeAnswer } from './judge-answer';
import type { ChannelPorts } from './ports';

const EVENTS = 'https://events.pagerduty.com/v2/enqueue';

/** The secret is the integration's routing key. https://developer.pagerduty.com/docs/events-api-v2-overview */
export async function deliverToPagerDuty(
  { secret, url = EVENTS }: SettingsOf<'pagerduty'>,
  { items: [item] }: Letter,
  { http, secret: read }: ChannelPorts,
): Promise<Delivery> {
  if (!item) return { kind: 'refused', why: 'there is nothing to tell' };
  const body = { routing_key: (await read(secret)).trim(), ...pagerDutyEvent(item) };
  return judgeAnswer('PagerDuty', await http(postJson(url, body)));
}

/** One alert an incident: the dedup key makes a repeat, and every later transition, the same one. */
export function pagerDutyEvent(item: LetterItem) {
  const { incident } = item;
  const key = { dedup_key: incident.id };
  if (kindOf(item) === 'acknowledged' && incident.acknowledgement) {
    return { ...key, event_action: endsIt(incident.acknowledgement) ? 'resolve' : 'acknowledge' };
  }
  const { title, facts, next, commands } = say(item);
  return {
    ...key,
    event_action: 'trigger',
    client: 'Trailwarden',
    payload: {
      summary: cut(title, 1_024),
      source: cut(incident.subjectId, 1_000),
      severity: SEVERITY[incident.severity],
      timestamp: incident.openedAt,
      component: 'cloudtrail',
      group: incident.accountId,
      class: incident.techniques[0] ?? 'unknown',
      custom_details: {
        ...Object.fromEntries(facts.map(({ name, text }) => [name, text])),
        'What to do now': next,
        Commands: commands,
      },
    },
  };
}

const SEVERITY = { critical: 'critical', high: 'error', medium: 'warning' } as const;
