import { expect, test } from '@jest/globals';
import { activeOf } from '../../../services/cli/sweep/seen-so-far';
import { checksOf, sendAll } from '../../../services/cli/sweep/send-all';
import { queueUrl, signalsQueue } from '../../../services/cli/sweep/signals-queue';
import { at } from '../../builders/at';

const account = (number: number, state = 'ACTIVE') => ({
  id: String(111122220000 + number),
  name: `account ${number}`,
  state,
});

const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1'];
const asked = (accounts: number) => ({
  by: 'trailwarden sweep 0a1b2c3d',
  at: at(0),
  accounts: Array.from({ length: accounts }, (_, number) => account(number)),
  regions,
});

test('every account × Region is asked for once, with one message for a few Regions', () => {
  const checks = checksOf(asked(101));
  expect(checks).toHaveLength(202);
  const places = checks.flatMap(({ accountId, region, also = [] }) =>
    [region, ...also].map((each) => `${accountId}/${each}`),
  );
  expect(places).toHaveLength(505);
  expect(new Set(places).size).toBe(505);
});

/** Sends the checks of so many accounts, and says what happened in order. */
async function sent(accounts: number, givenUp?: AbortSignal): Promise<readonly string[]> {
  const happened: string[] = [];
  await sendAll(checksOf(asked(accounts)), {
    ask: async (some) => {
      happened.push(`ask ${some.length}`);
    },
    room: async () => {
      happened.push('room');
    },
    onSent: (count) => happened.push(`sent ${count}`),
    ...(givenUp && { givenUp }),
  });
  return happened;
}

test('a request has at most ten messages, and more than forty are sent only when the queue has room', async () => {
  expect(await sent(21)).toEqual([
    ...['ask 10', 'ask 10', 'ask 10', 'ask 10', 'sent 40'],
    ...['room', 'ask 2', 'sent 42'],
  ]);
});

test('after an abort no more checks are sent', async () => {
  expect(await sent(21, AbortSignal.abort())).toEqual([]);
});

test('a request that the queue refused is an error, never a missing look', async () => {
  const ask = async () => {
    throw new Error('SQS did not take a check');
  };
  const sending = { ask, room: async () => undefined, onSent: () => undefined };
  await expect(sendAll(checksOf(asked(1)), sending)).rejects.toThrow('did not take');
});

test('accounts that are not active are named and not looked at', () => {
  const [active, closed] = [account(1), account(2, 'PENDING_CLOSURE')];
  expect(activeOf([active, closed])).toEqual({ active: [active], skipped: [closed] });
  expect(() => activeOf([closed])).toThrow(
    'There is nothing to look at: 111122220002 is PENDING_CLOSURE.',
  );
});

test('the queue is the one of the caller’s account and home Region', () => {
  const of = (region: string, endpoint?: string) =>
    queueUrl('222233334444', { region, ...(endpoint && { endpoint }) });
  expect(of('eu-west-1')).toBe(
    'https://sqs.eu-west-1.amazonaws.com/222233334444/trailwarden-signals',
  );
  expect(of('cn-north-1')).toContain('https://sqs.cn-north-1.amazonaws.com.cn/');
  expect(of('us-east-1', 'http://127.0.0.1:4566/')).toBe(
    'http://127.0.0.1:4566/222233334444/trailwarden-signals',
  );
});

test('a queue of another Region than home is a usage error', async () => {
  const named = 'https://sqs.us-east-1.amazonaws.com/222233334444/trailwarden-signals';
  await expect(signalsQueue(named, { region: 'eu-west-1' })).rejects.toThrow(
    'The queue is in us-east-1, so that is the home Region: give it with --region.',
  );
  expect(await signalsQueue(named, { region: 'us-east-1' })).toBe(named);
});
