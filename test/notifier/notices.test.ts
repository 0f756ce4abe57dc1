import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { putBackAsked, serveAll } from '../../services/notifier/notify';
import { type RunningReceivers, startReceivers } from '../../services/receivers/start-receivers';
import {
  keepGoodConfiguration,
  keepWrongConfiguration,
} from '../../shared/aws/notify/configuration-row';
import { findNotices, type UntoldNotice } from '../../shared/aws/notify/find-notices';
import { askRetry, readTest, TEST } from '../../shared/aws/notify/retry-row';
import { connection } from '../aws/loopback';
import { tablePerFile } from '../aws/open-test-table';
import { inProcess } from '../cli/in-process';
import { type Clock, notifying, planWrites, writeIncident } from './notifying';

let receivers: RunningReceivers;
const table = tablePerFile();
const clock: Clock = { at: new Date('2026-11-21T20:50:00.000Z') };
beforeAll(async () => {
  receivers = await startReceivers();
});
afterAll(() => receivers.close());

const notifier = () => notifying({ table, receivers, clock }, { rules: [{ to: ['chat'] }] });
const notices = (...args: readonly string[]) =>
  inProcess(['notices', ...args], connection(table.endpoint));

async function untold(): Promise<readonly UntoldNotice[]> {
  const found: UntoldNotice[] = [];
  for await (const notice of findNotices(table)) found.push(notice);
  return found;
}

const REQUEST = {
  ...{ incidentId: 'inc-dead', id: 'restored#1', channel: 'chat' },
  by: 'arn:aws:iam::111122223333:user/ann',
  askedAt: '2026-11-21T21:00:00.000Z',
};

test('an empty list of notices says so', async () => {
  expect(await notices()).toMatchObject({
    code: 0,
    stdout: 'Nothing waits, and nothing is dead.\n',
  });
});

test('the list shows refused notices as dead and others as waiting, each with its reason', async () => {
  const refused = { channel: 'slack', kind: 'refused', times: 1 } as const;
  for (const [id, status, body] of [
    ['inc-dead', 400, 'invalid_blocks'],
    ['inc-waits', 503, ''],
  ] as const) {
    receivers.faults.add({ ...refused, status, body });
    await planWrites(notifier(), [await writeIncident(table, { id })]);
    await serveAll(notifier());
  }
  const { code, stdout } = await notices('--json', '--channel', 'chat');
  expect(code).toBe(1);
  expect(JSON.parse(stdout).notices).toMatchObject([
    { notice: 'inc-waits/restored#1/chat', standing: 'waiting', why: 'Slack answered 503' },
    {
      notice: 'inc-dead/restored#1/chat',
      standing: 'dead',
      why: 'Slack answered 400 (invalid_blocks)',
    },
  ]);
  expect((await notices()).stdout).toContain('inc-dead/restored#1/chat');
  expect((await notices('--json', '--channel', 'pager')).stdout).toBe(
    '{\n  "format": 1,\n  "notices": []\n}\n',
  );
});

test('a dead notice that an operator asks for again is told once, as if it were new', async () => {
  const since = receivers.received.length;
  await askRetry(table, REQUEST);
  clock.at = new Date(clock.at.getTime() + 3 * 86_400_000);
  expect(await putBackAsked(notifier())).toMatchObject([{ incidentId: 'inc-dead' }]);
  expect(await untold()).toMatchObject([{ standing: 'waiting' }, { standing: 'waiting' }]);
  expect(await putBackAsked(notifier())).toEqual([]);
  await serveAll(notifier());
  const told = receivers.received.slice(since).filter(({ body }) => body.includes('inc-dead'));
  expect(told.map(({ taken }) => taken)).toEqual([true]);
  expect(told[0]?.body).not.toContain('may be a repeat');
  expect(await untold()).toEqual([]);
});

test('a notice that was told is not told again, even if an operator asks for it', async () => {
  await askRetry(table, REQUEST);
  expect(await putBackAsked(notifier())).toEqual([]);
  expect(await untold()).toEqual([]);
});

test('without a notice or a channel, or with both, no notice is asked for again', async () => {
  for (const args of [[], ['inc-1/restored#1/chat', '--channel', 'chat']]) {
    expect(await notices('retry', ...args)).toMatchObject({
      code: 2,
      stderr: 'Give either the notices to retry or --channel.\n',
    });
  }
});

test('a test message goes to every channel, says that it is a test, leaves no alert open, and keeps each result', async () => {
  const since = receivers.received.length;
  receivers.faults.add({ channel: 'slack', kind: 'refused', status: 404, times: 1 });
  const request = {
    ...{ incidentId: TEST, id: '2026-11-24T09:00:00.000Z', channel: '*' },
    ...{ by: 'arn:aws:iam::111122223333:user/ann', askedAt: '2026-11-24T09:00:00.000Z' },
  };
  await askRetry(table, request);
  expect(await putBackAsked(notifier())).toEqual([]);
  expect(await readTest(table, request)).toEqual({
    ...{ chat: 'Slack answered 404', tickets: 'delivered', desk: 'delivered' },
  });
  expect([...receivers.jira.issues.values()].at(-1)).toMatchObject({
    fields: { summary: expect.stringMatching(/^\[test\] .* tickets, nothing happened$/) },
    status: { name: 'Done' },
  });
  expect([...receivers.servicenow.tickets.values()].at(-1)).toMatchObject({ state: '6' });
  const sent = receivers.received.length;
  expect(sent).toBeGreaterThan(since);
  expect(await putBackAsked(notifier())).toEqual([]);
  expect(receivers.received.length).toBe(sent); // once
});

test('the list has the mistakes of the configuration, and says what is in force meanwhile', async () => {
  await keepGoodConfiguration(table, {
    text: '{"channels":{}}',
    at: '2026-11-24T08:00:00.000Z',
    hasChannels: false,
  });
  await keepWrongConfiguration(table, ['reminders.0 is odd.'], '2026-11-24T09:00:00.000Z');
  const { code, stdout } = await notices();
  expect(code).toBe(1);
  expect(stdout).toContain('is wrong since 2026-11-24T09:00:00.000Z: reminders.0 is odd.');
  expect(stdout).toContain('The last good one, of 2026-11-24T08:00:00.000Z, stays in force');
  await keepGoodConfiguration(table, {
    text: '{"channels":{}}',
    at: '2026-11-24T10:00:00.000Z',
    hasChannels: false,
  });
  expect(await notices()).toMatchObject({ code: 0 });
});
