import { randomUUID } from 'node:crypto';
import { jsonObject } from '../json';
import type { HookAnswer, HookRequest, Receiver } from '../receiver';
import { wrongWithEvent } from './wrong-with-event';

export interface Alert {
  readonly dedupKey: string;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  readonly summary: string;
  /** How many events it took, the first included. */
  readonly events: number;
}

export interface PagerDuty {
  readonly receive: Receiver;
  /** By dedup key. */
  readonly alerts: ReadonlyMap<string, Alert>;
}

const mostBytes = 512 * 1024;
const statuses = {
  trigger: 'triggered',
  acknowledge: 'acknowledged',
  resolve: 'resolved',
} as const;

/** Events API v2. [D] developer.pagerduty.com/docs/events-api-v2 */
export function createPagerDuty(): PagerDuty {
  const alerts = new Map<string, Alert>();
  return { alerts, receive: (request) => receive(alerts, request) };
}

function receive(alerts: Map<string, Alert>, { method, path, body }: HookRequest): HookAnswer {
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
  take(alerts, dedupKey, event);
  return {
    status: 202,
    body: { status: 'success', message: 'Event processed', dedup_key: dedupKey },
  };
}

/** A resolved alert is opened again only by a trigger; acknowledging what nobody triggered does nothing. */
function take(
  alerts: Map<string, Alert>,
  dedupKey: string,
  event: Readonly<Record<string, unknown>>,
) {
  const known = alerts.get(dedupKey);
  const action = event.event_action as keyof typeof statuses;
  if (action !== 'trigger' && (known === undefined || known.status === 'resolved')) return;
  const payload = event.payload as { readonly summary?: unknown } | undefined;
  const stays = action === 'trigger' && known?.status === 'acknowledged';
  alerts.set(dedupKey, {
    dedupKey,
    status: stays ? 'acknowledged' : statuses[action],
    summary: String(payload?.summary ?? known?.summary ?? ''),
    events: (known?.events ?? 0) + 1,
  });
}
