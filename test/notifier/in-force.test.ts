import { expect, test } from '@jest/globals';
import { openInForce } from '../../services/notifier/in-force';

const secret = 'arn:aws:ssm:us-east-1:111122223333:parameter/trailwarden/slack';
const topic = 'arn:aws:sns:us-east-1:111122223333:security';
const good = JSON.stringify({ channels: { chat: { kind: 'slack', secret } } });
const bad = JSON.stringify({ channels: { chat: { kind: 'slack', secret } }, reminders: ['10s'] });

/** A parameter that people write, and the row that the notifier keeps of it. */
function desk(topics: readonly string[] = []) {
  const world: {
    text: string | undefined;
    kept: string | undefined;
    wrong: readonly string[];
    hasChannels?: boolean;
  } = {
    ...{ text: undefined, kept: undefined, wrong: [] },
  };
  const environment = () =>
    openInForce({
      read: async () => world.text,
      ...{ topics, rules: {} },
      lastGood: async () => world.kept,
      keepGood: async (text, hasChannels) => {
        world.kept = text;
        world.hasChannels = hasChannels;
        world.wrong = [];
      },
      keepWrong: async (sentences) => {
        world.wrong = sentences;
      },
    });
  return { world, environment };
}

test('the last good configuration is kept together with whether it has a channel', async () => {
  const { world, environment } = desk();
  await environment()();
  expect(world.hasChannels).toBe(false);
  world.text = good;
  await environment()();
  expect(world.hasChannels).toBe(true);
  const byTopic = desk([topic]);
  await byTopic.environment()();
  expect(byTopic.world.hasChannels).toBe(true);
});

test('a wrong configuration is told, and leaves the last good one in force, also in a new environment', async () => {
  const { world, environment } = desk();
  world.text = good;
  const running = environment();
  expect(Object.keys((await running()).configuration?.channels ?? {})).toEqual(['chat']);
  world.text = bad;
  for (const inForce of [running, environment()]) {
    const { configuration, wrong } = await inForce();
    expect(Object.keys(configuration?.channels ?? {})).toEqual(['chat']);
    expect(wrong).toEqual(['reminders.0 must be a time such as 15m, 4h or 1d.']);
  }
  expect(world.wrong).toEqual(['reminders.0 must be a time such as 15m, 4h or 1d.']);
  world.text = good;
  expect((await running()).wrong).toEqual([]);
  expect(world.wrong).toEqual([]);
});

test('without any good configuration the topics of the deployment are told', async () => {
  const { world, environment } = desk([topic]);
  world.text = '{';
  const { configuration, wrong } = await environment()();
  expect(configuration?.channels).toMatchObject({ 'topic-1': { kind: 'sns', topicArn: topic } });
  expect(wrong).toEqual(['The configuration of notifications is not JSON.']);
});

test('without a parameter and without topics there is no channel, which is no error', async () => {
  expect(await desk().environment()()).toEqual({ wrong: [] });
});
