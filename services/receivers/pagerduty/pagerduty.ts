import { randomUUID } from 'node:crypto';
import { isJson, isText, type Json, jsonObject, list, part } from '../json';
import type { HookAnswer, HookRequest, Receiver } from '../receiver';
import { receiverSecrets } from '../secrets';

interface Alert {
  readonly dedupKey: string;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  /** Of the event that opened it: what comes later is written into its log, and changes no title. */
  readonly summary: string;
  readonly severity: string;
  /** How many events it took, the first included. */
  readonly events: number;
}

export interface PagerDuty {
  readonly receive: Receiver;
  /** The last one of each dedup key. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** What woke people, in order: a new incident pages, and nothing else does. */
  readonly pages: readonly Alert[];
}

const mostBytes = 512 * 1024;
const statuses = {
  trigger: 'triggered',
  acknowledge: 'acknowledged',
  resolve: 'resolved',
} as const;

/** Events API v2. [D] developer.pagerduty.com/docs/events-api-v2 */
export function createPagerDuty(): PagerDuty {
  const desk = { alerts: new Map<string, Alert>(), pages: [] };
  return { ...desk, receive: (request) => receive(desk, request) };
}

interface Desk {
  readonly alerts: Map<string, Alert>;
  readonly pages: Alert[];
}

function receive(desk: Desk, { method, path, body }: HookRequest): HookAnswer {
  if (path !== '/v2/enqueue') return { status: 404, body: { error: { message: 'Not Found' } } };
  if (method !== 'POST') return { status: 405, body: { error: { message: 'Method Not Allowed' } } };
  if (Buffer.byteLength(body) > mostBytes) return { status: 413, body: 'Payload Too Large' };
  const event = jsonObject(body);
  const errors = event === undefined ? ['Event is not JSON'] : wrongWithEvent(event);
  if (event === undefined || errors.length > 0) {
    return {
      status: 400,
      body: { status: 'invalid event', message: 'Event object is invalid', errors },
    };
  }
  const dedupKey = String(event.dedup_key ?? randomUUID().replaceAll('-', ''));
  take(desk, dedupKey, event);
  return {
    status: 202,
    body: { status: 'success', message: 'Event processed', dedup_key: dedupKey },
  };
}

/**
 * A trigger for a key that is open is an entry in its log, also where it was acknowledged; for one
 * that is resolved it is a new incident, which pages. Acknowledging or resolving what is not open does
 * nothing, and is taken all the same. [D] developer.pagerduty.com/docs/events-api-v2-overview
 */
function take(
  { alerts, pages }: Desk,
  dedupKey: string,
  event: Readonly<Record<string, unknown>>,
): void {
  const known = alerts.get(dedupKey);
  const open = known?.status === 'resolved' ? undefined : known;
  const action = event.event_action as keyof typeof statuses;
  if (open) {
    const status = action === 'trigger' ? open.status : statuses[action];
    alerts.set(dedupKey, { ...open, status, events: open.events + 1 });
    return;
  }
  if (action !== 'trigger') return;
  const { summary, severity } = event.payload as Readonly<Record<string, unknown>>;
  const said = { summary: String(summary), severity: String(severity) };
  const alert: Alert = { dedupKey, status: 'triggered', ...said, events: 1 };
  alerts.set(dedupKey, alert);
  pages.push(alert);
}

const actions = ['trigger', 'acknowledge', 'resolve'];
const severities = ['critical', 'error', 'warning', 'info'];

/** What PagerDuty would list under `errors`; empty for a good event. The sentences are ours. */
function wrongWithEvent(event: Json): readonly string[] {
  const { routing_key: key, event_action: action, dedup_key: dedup, payload, links } = event;
  const needsDedup = action === 'acknowledge' || action === 'resolve';
  return [
    says(key !== receiverSecrets.pagerdutyRoutingKey, "'routing_key' is invalid"),
    says(!actions.includes(String(action)), "'event_action' is missing or not known"),
    says(needsDedup && dedup === undefined, "'dedup_key' is missing or blank"),
    says(dedup !== undefined && !isText(dedup, 255), "'dedup_key' is blank or longer than 255"),
    ...(action === 'trigger' ? wrongWithPayload(payload) : []),
    says(links !== undefined && !list(links).every(isLink), "'links' need an 'href'"),
  ].flatMap((each) => each ?? []);
}

function wrongWithPayload(payload: unknown): readonly (string | undefined)[] {
  if (!isJson(payload)) return ["'payload' is missing"];
  const { summary, source, severity, timestamp } = payload;
  const badTime = timestamp !== undefined && Number.isNaN(Date.parse(String(timestamp)));
  return [
    says(!isText(summary, 1024), "'payload.summary' is missing, blank or longer than 1024"),
    says(!isText(source), "'payload.source' is missing or blank"),
    says(!severities.includes(String(severity)), "'payload.severity' is invalid"),
    says(badTime, "'payload.timestamp' is invalid"),
  ];
}

const isLink = (link: unknown): boolean => URL.canParse(String(part(link).href));

const says = (isWrong: boolean, sentence: string): string | undefined =>
  isWrong ? sentence : undefined;
