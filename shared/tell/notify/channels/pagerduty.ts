import { endsIt } from '../../../domain/acknowledgement';
import type { Delivery, TransitionKind } from '../../../domain/notification';
import { plainly } from '../../report/plain';
import type { SettingsOf } from '../configuration';
import { cut } from '../cut';
import { kindOf, type Letter, type LetterItem } from '../letter';
import { type Said, say } from '../say';
import { sayMany } from '../say-many';
import { postJson } from './json-request';
import { trouble } from './judge-answer';
import type { ChannelPorts } from './ports';

const EVENTS = 'https://events.pagerduty.com/v2/enqueue';

/** The secret is the integration's routing key. https://developer.pagerduty.com/docs/events-api-v2-overview */
export async function deliverToPagerDuty(
  { secret, url = EVENTS }: SettingsOf<'pagerduty'>,
  letter: Letter,
  { http, secret: read }: ChannelPorts,
): Promise<Delivery> {
  const events = eventsOf(letter);
  if (events.length === 0) return { kind: 'delivered', ref: 'nothing to wake people for' };
  const routing_key = (await read(secret)).trim();
  for (const event of events) {
    const wrong = trouble('PagerDuty', await http(postJson(url, { routing_key, ...event })));
    if (wrong) return wrong;
  }
  return { kind: 'delivered' };
}

/**
 * A flood is one page, under the key of the worst incident. It ends when that one is answered, and reminders page
 * for the rest.
 */
function eventsOf(letter: Letter): readonly object[] {
  const { items, mayRepeat } = letter;
  const paging = items.filter((item) => pagerDutyEvents(item).length > 0);
  const [first, ...others] = paging.toSorted((one, other) => rankOf(one) - rankOf(other));
  if (!first) return [];
  const events = pagerDutyEvents(first, mayRepeat);
  if (others.length === 0) return events;
  const said = sayMany({ ...letter, items: paging });
  return events.map((event) => ({ ...event, ...triggerOf(first, said) }));
}

const rankOf = ({ incident }: LetterItem): number =>
  Object.keys(SEVERITY).indexOf(incident.severity);

/**
 * What is sent for a transition, in order. An incident has two alerts: one that it happened, and one that a person
 * is needed. Without the second, that would be one more line in the log of the first, and would not wake a person
 * who has acknowledged it. Both end with the answer. After an answer that ends it nothing is sent, because a trigger
 * for a resolved key is a new page. Who it was and what happened in the dark are no reasons to wake a person.
 */
export function pagerDutyEvents(item: LetterItem, mayRepeat = false): readonly object[] {
  const { incident, toldBefore = false } = item;
  const kind = kindOf(item);
  const keys = [incident.id, personKey(incident.id)];
  const answer = incident.acknowledged ? incident.acknowledgement : undefined;
  if (answer && (kind === 'acknowledged' || endsIt(answer))) {
    if (kind !== 'acknowledged') return [];
    const event_action = endsIt(answer) ? 'resolve' : 'acknowledge';
    return keys.map((dedup_key) => ({ dedup_key, event_action }));
  }
  if (kind === 'acknowledged' || SILENT.has(kind)) return [];
  // A person who was paged that it is not put back is not paged again when it is.
  if (kind === 'restored' && toldBefore) return [];
  const dedup_key = PERSON.has(kind) ? personKey(incident.id) : incident.id;
  return [{ dedup_key, ...triggerOf(item, say(item, mayRepeat)) }];
}

/** A key has at most 255 characters; an incident's id has some thirty. */
const personKey = (id: string): string => `${id}/person`;

const SILENT: ReadonlySet<TransitionKind> = new Set(['identified', 'investigated']);
const PERSON: ReadonlySet<TransitionKind> = new Set(['escalated', 'asked', 'reminder']);

function triggerOf(item: LetterItem, { title, facts, next, commands, links }: Said) {
  const incident = plainly(item.incident);
  return {
    event_action: 'trigger',
    client: 'Trailwarden',
    ...(links[0] && { client_url: links[0].url }),
    links: links.map(({ text, url }) => ({ href: url, text })),
    payload: {
      summary: cut(title, 1_024),
      source: cut(incident.subjectId, 1_000) || incident.accountId,
      severity: SEVERITY[incident.severity],
      timestamp: incident.openedAt,
      component: 'cloudtrail',
      group: incident.accountId,
      class: incident.techniques[0] ?? 'unknown',
      custom_details: {
        ...Object.fromEntries(facts.map(({ name, text }) => [name, text])),
        ...(next.length > 0 && { 'What to do now': next }),
        Commands: commands,
      },
    },
  };
}

const SEVERITY = { critical: 'critical', high: 'error', medium: 'warning' } as const;
