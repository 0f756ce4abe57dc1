import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { afterEach, expect, test } from '@jest/globals';
import { askOnce } from '../../../shared/aws/contacts/answered';
import { eventHistorySource, everyPlace } from '../../../shared/aws/lineage/event-history-source';
import type { Answer } from '../../../shared/domain/contact';
import type { Lookup } from '../../../shared/domain/lookup';
import { json, refusal } from '../cloudtrail-answers';
import { connection, type Loopback, loopback } from '../loopback';

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const NOW = Date.parse('2026-11-21T12:00:00Z');
const lookup: Lookup = {
  accountId: '111122223333',
  region: 'us-east-1',
  attribute: { key: 'ResourceName', value: 'ASIAX' },
  from: '2026-11-21T08:00:00.000Z',
  to: '2026-11-21T10:00:00.000Z',
};

type Answers = (body: { readonly NextToken?: string }) => ReturnType<typeof json>;

/** Event history whose answers are these, and what it was asked. */
async function source(answers: Answers) {
  const asked: object[] = [];
  const server = await loopback((body) => {
    asked.push(JSON.parse(body));
    return answers(JSON.parse(body));
  });
  open.push(server);
  const client = new CloudTrailClient({ ...connection(server.endpoint), maxAttempts: 1 });
  const pace = async () => {};
  return { ...eventHistorySource({ client: () => client, pace, now: () => NOW }), asked };
}

const event = (id: string) => ({ EventId: id, CloudTrailEvent: JSON.stringify({ eventID: id }) });

test('Event history is asked for one attribute and a time range, page after page', async () => {
  const { lookUp, asked } = await source(({ NextToken }) =>
    NextToken ? json({ Events: [event('b')] }) : json({ Events: [event('a')], NextToken: 'next' }),
  );
  expect(await lookUp(lookup)).toEqual({
    kind: 'read',
    records: [{ eventID: 'a' }, { eventID: 'b' }],
    complete: true,
  });
  expect(asked).toEqual([
    {
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: 'ASIAX' }],
      StartTime: Date.parse(lookup.from) / 1_000,
      EndTime: Date.parse(lookup.to) / 1_000,
    },
    expect.objectContaining({ NextToken: 'next' }),
  ]);
});

test('endless pages are cut off, and the cut is told', async () => {
  const { lookUp, asked } = await source(() => json({ Events: [], NextToken: 'next' }));
  expect(await lookUp(lookup)).toEqual({ kind: 'read', records: [], complete: false });
  expect(asked).toHaveLength(6);
});

test.each([
  ['AccessDeniedException', 'denied'],
  ['ThrottlingException', 'throttled'],
] as const)('%s is an answer: %s', async (code, kind) => {
  const { lookUp } = await source(() => refusal(code));
  expect(await lookUp(lookup)).toEqual({
    kind: 'unread',
    why: { kind, code, call: 'cloudtrail:LookupEvents' },
  });
});

test('a time before the reach of Event history is not asked for', async () => {
  const { lookUp, asked } = await source(() => json({ Events: [] }));
  const old = { ...lookup, from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };
  expect(await lookUp(old)).toMatchObject({ kind: 'unread', why: { code: 'OlderThan90Days' } });
  expect(asked).toEqual([]);
});

test('an event that is not JSON is skipped without a failure', async () => {
  const { lookUp } = await source(() => json({ Events: [{ CloudTrailEvent: '{' }, event('a')] }));
  expect(await lookUp(lookup)).toMatchObject({ records: [undefined, { eventID: 'a' }] });
});

test('a place is asked twice a second, and another place meanwhile', async () => {
  const waited: number[] = [];
  const pace = everyPlace(500, { now: () => 0, wait: async (ms) => waited.push(ms) });
  for (const place of ['a', 'a', 'b', 'a']) await pace(place);
  expect(waited).toEqual([500, 1_000]);
});

test('an answer is remembered, an obstacle is not', async () => {
  const denied: Answer<string> = {
    kind: 'obstacle',
    why: { kind: 'denied', code: 'AccessDenied', call: 'iam:ListRoleTags' },
  };
  const answers: Answer<string>[] = [denied, { kind: 'found', value: 'a' }];
  const ask = askOnce(async (_: string): Promise<Answer<string>> => answers.shift() ?? denied);
  const got = [await ask('x'), await ask('x'), await ask('x')];
  expect(got.map(({ kind }) => kind)).toEqual(['obstacle', 'found', 'found']);
});
