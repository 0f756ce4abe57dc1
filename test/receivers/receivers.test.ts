import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Channel } from '../../services/receivers/receiver';
import { basic, receiverSecrets } from '../../services/receivers/secrets';
import { type RunningReceivers, startReceivers } from '../../services/receivers/start-receivers';

let now = new Date('2026-11-22T12:00:00Z');
let receivers: RunningReceivers;
beforeAll(async () => {
  receivers = await startReceivers({ now: () => now });
});
afterEach(() => receivers.faults.clear());
afterAll(() => receivers.close());

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

async function send(channel: Channel, path: string, { method = 'POST', headers, body }: Sent) {
  const response = await fetch(`${receivers.url(channel)}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: isJson ? JSON.parse(text) : text,
  };
}

const slack = (body: unknown) => send('slack', receiverSecrets.slackPath, { body });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

test('Slack accepts blocks within its limits, and refuses others with an error code', async () => {
  expect(await slack({ blocks: [section('stopped')] })).toMatchObject({ status: 200, body: 'ok' });
  const button = {
    type: 'button',
    text: { type: 'plain_text', text: 'Show' },
    url: 'https://example.com/',
  };
  const actions = { type: 'actions', elements: [button] };
  expect(await slack({ blocks: [section('stopped'), actions] })).toMatchObject({ status: 200 });
  for (const blocks of [
    [section('x'.repeat(3001))],
    Array.from({ length: 51 }, () => section('one')),
    [{ type: 'header', text: { type: 'mrkdwn', text: 'no plain text' } }],
    [{ type: 'banner' }],
    [section('')],
  ]) {
    expect(await slack({ blocks })).toMatchObject({ status: 400, body: 'invalid_blocks' });
  }
  expect(await slack({})).toMatchObject({ status: 400, body: 'no_text' });
  expect(await slack('{')).toMatchObject({ status: 400, body: 'invalid_payload' });
  const elsewhere = await send('slack', '/services/T0/B0/other', { body: { text: 'hello' } });
  expect(elsewhere).toMatchObject({ status: 403, body: 'invalid_token' });
});

test('Teams accepts an adaptive card of at most 28 KB at its secret address', async () => {
  const path = `${receiverSecrets.teamsPath}?api-version=2016-06-01&sig=${receiverSecrets.teamsSignature}`;
  const card = (text: string) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text }] },
      },
    ],
  });
  expect((await send('teams', path, { body: card('stopped') })).status).toBe(202);
  expect((await send('teams', path, { body: card('x'.repeat(28 * 1024)) })).status).toBe(413);
  expect((await send('teams', receiverSecrets.teamsPath, { body: card('stopped') })).status).toBe(
    401,
  );
  const plain = await send('teams', path, { body: { text: 'stopped' } });
  expect(plain).toMatchObject({
    status: 400,
    body: { error: { code: 'TriggerInputSchemaMismatch' } },
  });
});

const event = (more: object) => ({
  routing_key: receiverSecrets.pagerdutyRoutingKey,
  event_action: 'trigger',
  dedup_key: 'inc-1',
  payload: { summary: 'main was stopped', source: 'trailwarden', severity: 'critical' },
  ...more,
});
const page = (more: object) => send('pagerduty', '/v2/enqueue', { body: event(more) });

test('PagerDuty keeps one alert for a dedup key, until it is resolved', async () => {
  expect(await page({})).toMatchObject({ status: 202, body: { dedup_key: 'inc-1' } });
  await page({});
  await page({ event_action: 'acknowledge', payload: undefined });
  expect(receivers.pagerduty.alerts.get('inc-1')).toMatchObject({
    status: 'acknowledged',
    events: 3,
  });
  await page({ event_action: 'resolve', payload: undefined });
  expect(receivers.pagerduty.alerts.get('inc-1')?.status).toBe('resolved');
});

test('PagerDuty lists every mistake of an event', async () => {
  const wrong = { routing_key: 'other', payload: { summary: 'x'.repeat(1025), severity: 'high' } };
  expect(await page(wrong)).toEqual({
    status: 400,
    retryAfter: null,
    body: {
      status: 'invalid event',
      message: 'Event object is invalid',
      errors: [
        "'routing_key' is invalid",
        "'payload.summary' is missing, blank or longer than 1024",
        "'payload.source' is missing or blank",
        "'payload.severity' is invalid",
      ],
    },
  });
});

const jira = (path: string, sent: Sent) =>
  send('jira', `/rest/api/3${path}`, {
    headers: { authorization: basic(receiverSecrets.jiraUser, receiverSecrets.jiraToken) },
    ...sent,
  });
const documentOf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
const issue = (more: object = {}) => ({
  fields: {
    project: { key: 'SEC' },
    issuetype: { name: 'Incident' },
    summary: 'main was stopped',
    description: documentOf('stopped'),
    labels: ['inc-1'],
    ...more,
  },
});
const jql = 'project = SEC AND labels = "inc-1" AND statusCategory != Done ORDER BY created';

test('a Jira issue is created, found once the index has it, commented and closed', async () => {
  receivers.jira.searchLagMilliseconds = 5000;
  const created = await jira('/issue', { body: issue() });
  expect(created).toMatchObject({ status: 201, body: { key: 'SEC-1' } });
  const found = async () => (await jira('/search/jql', { body: { jql } })).body.issues;
  expect(await found()).toEqual([]);
  now = new Date(now.getTime() + 5000);
  expect(await found()).toMatchObject([{ key: 'SEC-1' }]);
  const comment = { body: documentOf('again') };
  expect((await jira('/issue/SEC-1/comment', { body: comment })).status).toBe(201);
  const { body } = await jira('/issue/SEC-1/transitions', { method: 'GET' });
  const done = body.transitions.find(({ name }: { name: string }) => name === 'Done');
  const moved = await jira('/issue/SEC-1/transitions', { body: { transition: { id: done.id } } });
  expect(moved.status).toBe(204);
  expect(await found()).toEqual([]);
  expect(receivers.jira.issues.get('SEC-1')?.comments).toHaveLength(1);
});

test('Jira refuses plain text, labels with spaces and unknown users', async () => {
  const wrong = { description: 'plain', labels: ['two words'], summary: 'two\nlines' };
  expect(await jira('/issue', { body: issue(wrong) })).toMatchObject({
    status: 400,
    body: {
      errors: {
        description: expect.stringContaining('Atlassian Document'),
        labels: "The label 'two words' contains spaces which is invalid.",
        summary: expect.stringContaining('newline'),
      },
    },
  });
  expect((await jira('/issue', { body: issue(), headers: {} })).status).toBe(401);
  expect((await jira('/search', { body: { jql } })).status).toBe(410);
  expect((await jira('/search/jql', { body: { jql: '' } })).status).toBe(400);
  expect((await jira('/issue/SEC-9/comment', { body: {} })).status).toBe(404);
});

test('a ServiceNow incident is created, found by its correlation id, and closed only with a code and notes', async () => {
  const { servicenowUser, servicenowPassword } = receiverSecrets;
  const headers = { authorization: basic(servicenowUser, servicenowPassword) };
  const table = '/api/now/table/incident';
  const fields = { short_description: 'x'.repeat(200), correlation_id: 'inc-1', urgency: 1 };
  const created = await send('servicenow', table, { headers, body: fields });
  expect(created).toMatchObject({ status: 201, body: { result: { state: '1', urgency: '1' } } });
  expect(created.body.result.short_description).toHaveLength(160);
  const { sys_id: id } = created.body.result;
  const query = `${table}?sysparm_query=correlation_id=inc-1^state!=7&sysparm_limit=1`;
  const found = await send('servicenow', query, { method: 'GET', headers });
  expect(found.body.result).toMatchObject([{ sys_id: id }]);
  const close = (body: object) =>
    send('servicenow', `${table}/${id}`, { method: 'PATCH', headers, body });
  expect(await close({ state: '7' })).toMatchObject({
    status: 403,
    body: { error: { detail: expect.stringContaining('Close code, Close notes') } },
  });
  expect((await close({ state: '7', close_code: 'Resolved', close_notes: 'ok' })).status).toBe(200);
  expect((await send('servicenow', table, { body: fields })).status).toBe(401);
  expect(
    (await send('servicenow', `${table}/${'0'.repeat(32)}`, { headers, body: {} })).status,
  ).toBe(404);
});

test('a webhook is accepted only with a valid signature of its body that is at most five minutes old', async () => {
  const body = '{"type":"incident.opened"}';
  const hook = (sent: string, seconds: number) => {
    const timestamp = String(Math.floor(now.getTime() / 1000) - seconds);
    const key = Buffer.from(receiverSecrets.webhookSecret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`m1.${timestamp}.${body}`).digest('base64');
    const headers = {
      'webhook-id': 'm1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v2,other v1,${signature}`,
    };
    return send('webhook', '/trailwarden', { headers, body: sent });
  };
  expect((await hook(body, 0)).status).toBe(204);
  expect((await hook(body, 299)).status).toBe(204);
  expect(await hook(`${body} `, 0)).toMatchObject({
    status: 401,
    body: { error: 'No matching signature found' },
  });
  expect((await hook(body, 301)).status).toBe(401);
  expect((await send('webhook', '/trailwarden', { body })).status).toBe(401);
  expect(receivers.webhook.times.get('m1')).toBe(2);
});

test('a receiver can be down, throttle, be slow, or cut the connection after the request', async () => {
  const before = receivers.received.length;
  receivers.faults.add({ channel: 'slack', kind: 'down', times: 1 });
  await expect(slack({ text: 'one' })).rejects.toThrow('fetch failed');
  receivers.faults.add({ channel: 'slack', kind: 'too-many', retryAfterSeconds: 30, times: 1 });
  expect(await slack({ text: 'two' })).toMatchObject({ status: 429, retryAfter: '30' });
  receivers.faults.add({ channel: 'slack', kind: 'dropped', times: 1 });
  await expect(slack({ text: 'three' })).rejects.toThrow('fetch failed');
  receivers.faults.add({ channel: 'slack', kind: 'slow', milliseconds: 20, times: 1 });
  expect(await slack({ text: 'four' })).toMatchObject({ status: 200 });
  expect(receivers.received.slice(before).map(({ taken, status }) => [taken, status])).toEqual([
    [false, undefined],
    [false, 429],
    [true, undefined],
    [true, 200],
  ]);
});
