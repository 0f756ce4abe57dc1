import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { deliver } from '../../services/notifier/deliver';
import { hmac } from '../../services/notifier/hmac';
import { openHttp } from '../../services/notifier/send-http';
import { receiverSecrets } from '../../services/receivers/secrets';
import { type RunningReceivers, startReceivers } from '../../services/receivers/start-receivers';
import type { Incident } from '../../shared/domain/incident';
import type { TransitionKind } from '../../shared/domain/notification';
import type { BusEvent, ChannelPorts } from '../../shared/tell/notify/channels/ports';
import { type ChannelSettings, parseConfiguration } from '../../shared/tell/notify/configuration';
import type { Letter } from '../../shared/tell/notify/letter';
import { asff } from '../../shared/tell/report/asff';
import { ocsf } from '../../shared/tell/report/ocsf';
import { anIncident } from '../builders/an-incident';
import { aNotice } from './a-notice';

let receivers: RunningReceivers;
let tickets: Map<string, string>;
let published: Parameters<ChannelPorts['publish']>[0][];
let events: BusEvent[];
let findings: object[];

beforeAll(async () => {
  receivers = await startReceivers();
});
afterAll(() => receivers.close());
beforeEach(() => {
  receivers.faults.clear();
  tickets = new Map();
  published = [];
  events = [];
  findings = [];
});

const arn = (name: string) => `arn:aws:ssm:us-east-1:111122223333:parameter/trailwarden/${name}`;

const secretsOf = (): Readonly<Record<string, string>> => ({
  [arn('slack')]: `${receivers.url('slack')}${receiverSecrets.slackPath}`,
  [arn('teams')]:
    `${receivers.url('teams')}${receiverSecrets.teamsPath}?sig=${receiverSecrets.teamsSignature}`,
  [arn('pagerduty')]: receiverSecrets.pagerdutyRoutingKey,
  [arn('jira')]: receiverSecrets.jiraToken,
  [arn('servicenow')]: receiverSecrets.servicenowPassword,
  [arn('webhook')]: receiverSecrets.webhookSecret,
});

const ports = (): ChannelPorts => ({
  http: openHttp({ loopback: true }),
  secret: async (name) => secretsOf()[name] ?? 'wrong',
  hmac,
  publish: async (message) => {
    published.push(message);
  },
  sendMail: async () => undefined,
  putEvent: async (event) => {
    events.push(event);
  },
  importFinding: async (finding) => {
    findings.push(finding);
  },
  asff: (incident, at) => asff(incident, { accountId: '111122223333', region: 'us-east-1' }, at),
  ocsf,
  ticket: {
    read: async (id) => tickets.get(id),
    keep: async (id, ref) => {
      tickets.set(id, ref);
    },
  },
  now: () => new Date(),
});

function settings(kind: ChannelSettings['kind']): ChannelSettings {
  const own: Partial<Record<ChannelSettings['kind'], object>> = {
    sns: { topicArn: 'arn:aws:sns:us-east-1:111122223333:security' },
    slack: { secret: arn('slack') },
    teams: { secret: arn('teams') },
    pagerduty: { secret: arn('pagerduty'), url: `${receivers.url('pagerduty')}/v2/enqueue` },
    jira: {
      secret: arn('jira'),
      site: receivers.url('jira'),
      user: receiverSecrets.jiraUser,
      project: 'SEC',
    },
    servicenow: {
      ...{ secret: arn('servicenow'), site: receivers.url('servicenow') },
      user: receiverSecrets.servicenowUser,
    },
    webhook: { secret: arn('webhook'), url: `${receivers.url('webhook')}/hook` },
  };
  const { channels } = parseConfiguration(
    JSON.stringify({ channels: { it: { kind, ...own[kind] } } }),
    { loopback: true },
  );
  const { it } = channels;
  if (!it) throw new Error('there is one channel');
  return it;
}

const letter = (kind: TransitionKind, incident: Partial<Incident> = {}): Letter => ({
  id: 'inc_1',
  at: new Date().toISOString(),
  items: [{ incident: anIncident(incident), notices: [aNotice({ kind, id: `${kind}#1` })] }],
  mayRepeat: false,
});

const handled = {
  acknowledged: true,
  acknowledgement: {
    as: 'handled',
    by: 'arn:aws:iam::111122223333:user/ann',
    at: '2026-11-21T21:00:00.000Z',
  },
} as const;

const told = (kind: ChannelSettings['kind'], what: Letter) =>
  deliver(settings(kind), what, ports());

const HTTP = ['slack', 'teams', 'pagerduty', 'jira', 'servicenow', 'webhook'] as const;

test.each(HTTP)('%s accepts our message of every transition', async (kind) => {
  for (const transition of ['opened', 'restored', 'escalated', 'reminder'] as const) {
    expect(await told(kind, letter(transition))).toMatchObject({ kind: 'delivered' });
  }
  expect(await told(kind, letter('acknowledged', handled))).toMatchObject({ kind: 'delivered' });
});

/** A name that an attacker may give a role, a session or a client. */
const HOSTILE = `<!channel> *_\`](https://192.0.2.1) "\\ ${'\u202e'} ${'💥'.repeat(3_000)}\n\n`;

test.each(HTTP)('%s accepts hostile names of any length', async (kind) => {
  const hostile = letter('restored', {
    sentence: HOSTILE,
    subjectId: HOSTILE,
    escalation: HOSTILE,
    evidence: {
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      actor: { type: 'AssumedRole', principal: HOSTILE, chain: [HOSTILE] },
      userAgent: HOSTILE,
    },
  });
  expect((await told(kind, hostile)).kind).toBe('delivered');
});

test('a hostile name cannot mention a whole channel in Slack', async () => {
  await told('slack', letter('restored', { sentence: '<!channel>', subjectId: '<!here>' }));
  const { body = '' } = receivers.received.at(-1) ?? {};
  expect(/<!\w+>/.test(body)).toBe(false);
  expect(body).toContain('&lt;!here&gt;');
});

test.each(HTTP)(
  '%s: a message with a wrong key is tried again, and the key is never printed',
  async (kind) => {
    const secret = 'https://127.0.0.1:1/s3cr3t';
    const wrong = { ...ports(), secret: async () => secret };
    const delivery = await deliver(settings(kind), letter('restored'), wrong);
    expect(JSON.stringify(delivery)).not.toContain('s3cr3t');
    // PagerDuty alone says 400 to a key that it does not know.
    expect(delivery.kind).toBe(kind === 'pagerduty' ? 'refused' : 'again');
  },
);

test('a receiver that is down or throttles is tried again after the pause that it asks for', async () => {
  receivers.faults.add({ channel: 'slack', kind: 'refused', status: 503, times: 1 });
  expect(await told('slack', letter('restored'))).toEqual({
    kind: 'again',
    why: 'Slack answered 503',
  });
  receivers.faults.add({ channel: 'slack', kind: 'too-many', retryAfterSeconds: 30, times: 1 });
  expect(await told('slack', letter('restored'))).toMatchObject({ afterMs: 30_000 });
});

test('a message may have arrived when the connection was cut after the request, and not when it was refused', async () => {
  receivers.faults.add({ channel: 'slack', kind: 'dropped', times: 1 });
  expect(await told('slack', letter('restored'))).toMatchObject({ mayHaveArrived: true });
  const gone = await startReceivers();
  await gone.close();
  const unanswered = { ...ports(), secret: async () => gone.url('slack') };
  const delivery = await deliver(settings('slack'), letter('restored'), unanswered);
  expect(delivery).not.toHaveProperty('mayHaveArrived');
});

test('one incident is one ticket, however often it is told, and the ticket closes with the incident', async () => {
  const id = 'inc-ticket';
  const before = receivers.jira.issues.size;
  await told('jira', letter('opened', { id }));
  await told('jira', letter('restored', { id }));
  tickets.clear(); // as after a crash between making it and writing that down
  await told('jira', letter('reminder', { id }));
  expect(receivers.jira.issues.size).toBe(before + 1);
  await told('jira', letter('acknowledged', { id, ...handled }));
  const issue = [...receivers.jira.issues.values()].at(-1);
  expect(issue?.status.name).toBe('Done');
});

test('a ServiceNow incident is found by its correlation id, and resolved when a person ends ours', async () => {
  const id = 'inc-snow';
  const before = receivers.servicenow.tickets.size;
  await told('servicenow', letter('opened', { id }));
  tickets.clear();
  await told('servicenow', letter('restored', { id }));
  expect(receivers.servicenow.tickets.size).toBe(before + 1);
  await told('servicenow', letter('acknowledged', { id, ...handled }));
  expect([...receivers.servicenow.tickets.values()].at(-1)).toMatchObject({
    correlation_id: id,
    state: '6',
  });
});

/** The alerts of one incident, by what they say. */
const alertsOf = (id: string) =>
  [...receivers.pagerduty.alerts.values()]
    .filter(({ dedupKey }) => dedupKey.startsWith(id))
    .map(({ dedupKey, status }) => [dedupKey, status]);
const pagesOf = (id: string) =>
  receivers.pagerduty.pages.filter(({ dedupKey }) => dedupKey.startsWith(id)).length;

const LATER = ['restored', 'identified', 'investigated', 'escalated', 'reminder'] as const;

test.each(['planned', 'handled'] as const)(
  'once an incident was answered %s, none of its alerts stays triggered and no further page is sent',
  async (as) => {
    const id = `inc-over-${as}`;
    await told('pagerduty', letter('opened', { id, state: 'open' }));
    await told('pagerduty', letter('escalated', { id, state: 'escalated' }));
    const pages = pagesOf(id);
    const over = { ...handled, acknowledgement: { ...handled.acknowledgement, as } };
    await told('pagerduty', letter('acknowledged', { id, ...over }));
    for (const kind of LATER) await told('pagerduty', letter(kind, { id, ...over }));
    expect(alertsOf(id)).toEqual([
      [id, 'resolved'],
      [`${id}/person`, 'resolved'],
    ]);
    expect(pagesOf(id)).toBe(pages);
  },
);

test('an escalation pages anew, even if the first page was acknowledged', async () => {
  const id = 'inc-needs';
  const { acknowledgement } = handled;
  const notMe = {
    acknowledged: true,
    acknowledgement: { ...acknowledgement, as: 'not-me' },
  } as const;
  await told('pagerduty', letter('restored', { id }));
  await told('pagerduty', letter('acknowledged', { id, ...notMe }));
  expect([alertsOf(id), pagesOf(id)]).toEqual([[[id, 'acknowledged']], 1]);
  await told('pagerduty', letter('escalated', { id, state: 'escalated', ...notMe }));
  expect(pagesOf(id)).toBe(2);
  expect(receivers.pagerduty.pages.at(-1)?.summary).toContain('A person is needed');
  await told('pagerduty', letter('acknowledged', { id, ...handled }));
  expect(alertsOf(id).map(([, status]) => status)).toEqual(['resolved', 'resolved']);
});

test('a reminder pages once, and a new attack after an answer pages again', async () => {
  const id = 'inc-wake';
  await told('pagerduty', letter('restored', { id }));
  await told('pagerduty', letter('reminder', { id }));
  await told('pagerduty', letter('reminder', { id }));
  expect(pagesOf(id)).toBe(2);
  await told('pagerduty', letter('acknowledged', { id, ...handled }));
  const again = { times: 2, at: '2026-11-21T22:00:00.000Z' };
  await told('pagerduty', letter('again', { id, ...handled, acknowledged: false, again }));
  expect(pagesOf(id)).toBe(3);
});

test('the name of the actor, the investigation and a late restoration page no one', async () => {
  const id = 'inc-quiet';
  await told('pagerduty', letter('opened', { id, state: 'open' }));
  const pages = pagesOf(id);
  const events = receivers.received.length;
  for (const kind of ['identified', 'investigated'] as const) {
    expect(await told('pagerduty', letter(kind, { id }))).toMatchObject({ kind: 'delivered' });
  }
  const [item] = letter('restored', { id }).items;
  if (!item) throw new Error('there is one');
  await told('pagerduty', {
    ...letter('restored', { id }),
    items: [{ ...item, toldBefore: true }],
  });
  expect([pagesOf(id), receivers.received.length]).toEqual([pages, events]);
});

test('an incident that follows another has a ticket of its own, and each names the other', async () => {
  await told('jira', letter('restored', { id: 'inc-first' }));
  await told('jira', letter('restored', { id: 'inc-second', follows: 'inc-first' }));
  const [first, second] = ['inc-first', 'inc-second'].map((id) => tickets.get(id) ?? '');
  expect(receivers.jira.issues.get(first ?? '')?.links).toEqual([second]);
  expect(JSON.stringify(receivers.jira.issues.get(first ?? '')?.comments)).toContain(
    `It goes on in ${second}`,
  );
  tickets.clear();
  await told('servicenow', letter('restored', { id: 'inc-first' }));
  await told('servicenow', letter('restored', { id: 'inc-second', follows: 'inc-first' }));
  expect([...receivers.servicenow.tickets.values()].at(-1)).toMatchObject({
    parent_incident: tickets.get('inc-first'),
  });
});

test.each(['jira', 'servicenow'] as const)(
  'a flood is one ticket in %s that says so, and closes with the answer to its worst incident',
  async (kind) => {
    const opened = () =>
      kind === 'jira'
        ? [...receivers.jira.issues.values()].map(({ fields, status }) => ({
            title: JSON.stringify(fields),
            isOver: status.name === 'Done',
          }))
        : [...receivers.servicenow.tickets.values()].map((one) => ({
            title: JSON.stringify(one),
            isOver: one.state === '6',
          }));
    const before = opened().length;
    const ids = Array.from({ length: 20 }, (_, index) => `inc-${kind}-flood-${index}`);
    const severityOf = (id: string) => (id === ids[7] ? 'critical' : 'high');
    const items = ids.flatMap((id) => letter('opened', { id, severity: severityOf(id) }).items);
    await told(kind, { ...letter('opened'), items });
    await told(kind, { ...letter('opened'), items }); // a try whose answer was lost
    const [made, ...others] = opened().slice(before);
    expect(others).toEqual([]);
    expect(made?.title).toContain('A flood: 20 incidents in 111122223333 at once');
    await told(kind, letter('acknowledged', { id: ids[0] ?? '', ...handled }));
    expect(opened().slice(before)).toMatchObject([{ isOver: false }]);
    await told(kind, letter('acknowledged', { id: ids[7] ?? '', ...handled }));
    expect(opened().slice(before)).toMatchObject([{ isOver: true }]);
  },
);

test('a ticket has the severity as a label and a field that queues can filter by', async () => {
  await told('jira', letter('identified', { id: 'inc-bad', severity: 'high' }));
  const { fields } = [...receivers.jira.issues.values()].at(-1) ?? {};
  expect(fields).toMatchObject({
    labels: ['trailwarden', 'trailwarden-inc-bad', 'trailwarden-high'],
    summary: '[high] CloudTrail incident: 111122223333 trail main',
  });
  const levels = { critical: ['1', '1'], high: ['1', '2'], medium: ['2', '2'] } as const;
  for (const [severity, [impact, urgency]] of Object.entries(levels)) {
    const id = `inc-level-${severity}`;
    await told('servicenow', letter('restored', { id, severity: severity as 'critical' }));
    const ticket = [...receivers.servicenow.tickets.values()].at(-1);
    expect(ticket).toMatchObject({ impact, urgency });
  }
});

test('a card for Teams is cut to the limit of bytes instead of being refused', async () => {
  const long = '漢'.repeat(3_000);
  const { evidence } = anIncident();
  if (!evidence) throw new Error('it has some');
  const big = letter('restored', {
    ...{ sentence: long, subjectId: long, follows: long, escalation: long },
    evidence: { ...evidence, actor: { type: long, principal: long, chain: [long, long] } },
    guidance: Array.from({ length: 20 }, () => long),
  });
  expect(await told('teams', big)).toMatchObject({ kind: 'delivered' });
});

test('a message without next steps has no empty block', async () => {
  const nothing = { guidance: [], techniques: [], ...handled, subjectId: '' };
  const deliveries = await Promise.all(
    HTTP.map((kind) => told(kind, letter('restored', { ...nothing, id: `inc-none-${kind}` }))),
  );
  expect(deliveries.map((one) => ('why' in one ? one.why : ''))).toEqual(HTTP.map(() => ''));
});

test('an e-mail has a subject that SNS accepts, and every fact of the incident', async () => {
  await told('sns', letter('restored'));
  const [{ subject, text } = { subject: '', text: '' }] = published;
  expect(subject).toMatch(/^[ -~]{1,99}$/);
  for (const part of [
    'Trail main was stopped; it is back.',
    'account 111122223333',
    '203.0.113.7',
    '2 min 5 s',
    'trailwarden ack',
  ]) {
    expect(text).toContain(part);
  }
});

test('a text message is one short line, with attributes to filter by', async () => {
  await told('sns', letter('restored'));
  const [{ sms, attributes } = { sms: '', attributes: {} }] = published;
  expect(sms).toMatch(/^\[critical\] CloudTrail tampered with[ -~]{1,110}$/);
  expect(attributes).toEqual({ severity: 'critical', account: '111122223333', kind: 'restored' });
});

test('a mail may have been sent when AWS did not answer, and not when AWS refused it', async () => {
  const failing = (error: object) => {
    const publish = () => Promise.reject(Object.assign(new Error('no'), error));
    return deliver(settings('sns'), letter('restored'), { ...ports(), publish });
  };
  const silent = await failing({ name: 'TimeoutError' });
  expect(silent).toMatchObject({ kind: 'again', mayHaveArrived: true });
  const denied = await failing({ name: 'AuthorizationErrorException', code: 'AccessDenied' });
  expect(denied).toEqual({ kind: 'again', why: 'sns was denied (AccessDenied)' });
});

test('Security Hub keeps one finding per incident through every change of state', async () => {
  await told('security-hub', letter('opened'));
  await told('security-hub', letter('restored'));
  expect(findings).toHaveLength(2);
  expect(new Set(findings.map((finding) => (finding as { Id: string }).Id)).size).toBe(1);
});

test('the bus of the security account is told in OCSF', async () => {
  await told('event-bridge', letter('restored'));
  expect(events).toMatchObject([
    {
      source: 'trailwarden',
      detailType: 'Trailwarden incident restored',
      detail: { class_uid: 2004 },
    },
  ]);
});

test('a flood is one page that says so, and ends with the answer to its worst incident', async () => {
  const noise = Array.from({ length: 20 }, (_, index) =>
    letter('escalated', { id: `inc-flood-${index}`, state: 'escalated', severity: 'high' }),
  );
  const items = noise.flatMap((one) => one.items);
  await told('pagerduty', { ...letter('escalated'), items });
  expect(pagesOf('inc-flood')).toBe(1);
  const { summary, dedupKey } = receivers.pagerduty.pages.at(-1) ?? {};
  expect(summary).toContain('A flood: 20 incidents in 111122223333 at once');
  for (const [index] of items.entries()) {
    await told('pagerduty', letter('acknowledged', { id: `inc-flood-${index}`, ...handled }));
  }
  expect(alertsOf('inc-flood')).toEqual([[dedupKey, 'resolved']]);
});
