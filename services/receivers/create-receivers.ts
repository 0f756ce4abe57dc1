import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { createJira, type Jira } from './jira/jira';
import { createPagerDuty, type PagerDuty } from './pagerduty/pagerduty';
import {
  type Channel,
  channels,
  type HookAnswer,
  type HookRequest,
  type Receiver,
} from './receiver';
import { createServiceNow, type ServiceNow } from './servicenow/servicenow';
import { receiveSlack } from './slack/receive-slack';
import { receiveTeams } from './teams/receive-teams';
import { createWebhook, type Webhook } from './webhook/webhook';

/** One request and what became of it. `status` is absent when the connection was cut. */
export interface Received extends HookRequest {
  readonly channel: Channel;
  /** Whether the receiver did what it was asked for. */
  readonly taken: boolean;
  readonly status?: number;
}

/** The other side of every notification channel; `startReceivers` puts it on a port. */
export interface Receivers {
  /** The path of every channel begins so. */
  readonly prefix: string;
  readonly handle: (incoming: IncomingMessage, response: ServerResponse) => void;
  /** In order of arrival. */
  readonly received: readonly Received[];
  readonly faults: ReceiverFaults;
  readonly pagerduty: PagerDuty;
  readonly jira: Jira;
  readonly servicenow: ServiceNow;
  readonly webhook: Webhook;
}

export interface ReceiverHooks {
  readonly now?: () => Date;
  /** Called for each request, with what became of it. */
  readonly onReceived?: (entry: Received) => void;
}

export function createReceivers({
  now = () => new Date(),
  onReceived,
}: ReceiverHooks = {}): Receivers {
  const received: Received[] = [];
  const faults = createReceiverFaults();
  const pagerduty = createPagerDuty();
  const jira = createJira();
  const servicenow = createServiceNow();
  const webhook = createWebhook();
  const desk: Desk = {
    now,
    faults,
    note: (entry) => {
      received.push(entry);
      onReceived?.(entry);
    },
    receivers: {
      slack: receiveSlack,
      teams: receiveTeams,
      pagerduty: pagerduty.receive,
      jira: jira.receive,
      servicenow: servicenow.receive,
      webhook: webhook.receive,
    },
  };
  const handle: Receivers['handle'] = (incoming, response) => void serve(desk, incoming, response);
  return { prefix, handle, received, faults, pagerduty, jira, servicenow, webhook };
}

const prefix = '/receivers/';

interface Desk {
  readonly now: () => Date;
  readonly faults: ReceiverFaults;
  readonly note: (entry: Received) => void;
  readonly receivers: Readonly<Record<Channel, Receiver>>;
}

async function serve(desk: Desk, incoming: IncomingMessage, response: ServerResponse) {
  try {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const channel = channels.find((each) => url.pathname.startsWith(`${prefix}${each}/`));
    if (channel === undefined) return write(response, { status: 404, body: 'no such channel' });
    const request: HookRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname.slice(prefix.length + channel.length),
      query: url.searchParams,
      headers: headersOf(incoming),
      body: await text(incoming),
      at: desk.now(),
    };
    const outcome = await answer(desk, channel, request);
    desk.note({ ...request, channel, ...outcome.noted });
    if (outcome.answer === undefined) response.destroy();
    else write(response, outcome.answer);
  } catch (error) {
    // The sender went away, or a receiver has a defect: said where its developer looks.
    process.stderr.write(`receivers: ${String(error)}\n`);
    response.destroy();
  }
}

interface Outcome {
  readonly noted: Pick<Received, 'taken' | 'status'>;
  /** Absent: the connection is cut. */
  readonly answer?: HookAnswer;
}

async function answer(desk: Desk, channel: Channel, request: HookRequest): Promise<Outcome> {
  const struck = desk.faults.strike(channel);
  for (const fault of struck) {
    if (fault.kind === 'down') return { noted: { taken: false } };
    const refusal = refusalOf(fault);
    if (refusal) return { noted: { taken: false, status: refusal.status }, answer: refusal };
  }
  const given = desk.receivers[channel](request);
  const { status } = given;
  const taken = status < 300;
  for (const fault of struck) {
    if (fault.kind === 'slow') await wait(fault.milliseconds, undefined, { ref: false });
    if (fault.kind === 'dropped') return { noted: { taken } };
  }
  return { noted: { taken, status }, answer: given };
}

function refusalOf(fault: ReturnType<ReceiverFaults['strike']>[number]): HookAnswer | undefined {
  if (fault.kind === 'refused') return { status: fault.status, body: fault.body ?? '' };
  if (fault.kind !== 'too-many') return undefined;
  const headers = { 'retry-after': String(fault.retryAfterSeconds) };
  return { status: 429, headers, body: 'rate_limited' };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]),
  );
}

function write(response: ServerResponse, { status, headers = {}, body }: HookAnswer): void {
  if (response.destroyed) return;
  const isText = typeof body === 'string' || body === undefined;
  const written = isText ? (body ?? '') : JSON.stringify(body);
  const type = isText ? 'text/plain' : 'application/json';
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': String(Buffer.byteLength(written)),
    ...headers,
  });
  response.end(written);
}

/**
 * What may be wrong with a receiver. `down`: the connection is cut and nothing was taken. `refused` and
 * `too-many`: answered so, nothing was taken. `slow`: taken and answered late. `dropped`: taken, and the
 * connection cut before the answer.
 */
type Trouble =
  | { readonly kind: 'down' }
  | { readonly kind: 'refused'; readonly status: number; readonly body?: string }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'dropped' };

type ReceiverFault = Trouble & {
  readonly channel: Channel;
  /** How many requests it strikes; absent: all until it is removed. */
  readonly times?: number;
};

interface ReceiverFaults {
  /** Returns the function that removes it. */
  readonly add: (fault: ReceiverFault) => () => void;
  readonly clear: () => void;
  /** What strikes a request to this channel; counted against its `times`. */
  readonly strike: (channel: Channel) => readonly ReceiverFault[];
}

function createReceiverFaults(): ReceiverFaults {
  const active = new Map<ReceiverFault, number>();
  return {
    add(fault) {
      const own = { ...fault };
      active.set(own, fault.times ?? Number.POSITIVE_INFINITY);
      return () => {
        active.delete(own);
      };
    },
    clear: () => active.clear(),
    strike: (channel) =>
      [...active].flatMap(([fault, left]) => {
        if (fault.channel !== channel || left <= 0) return [];
        active.set(fault, left - 1);
        return [fault];
      }),
  };
}
