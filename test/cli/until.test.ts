import { expect, test } from '@jest/globals';
import { until } from '../../services/cli/local/until';
import { createFeed } from '../../services/sandbox';
import { untilEmpty } from '../stories/quiet';

const never = async () => false;

test('a wait that fails names what it waited for and how long', async () => {
  const waited = until(never, { what: 'the trail logs', withinMs: 40 });
  await expect(waited).rejects.toThrow(
    /^After 0(\.\d)? s it is still not so that the trail logs\.$/,
  );
});

test('a wait is extended while work is done, but not for ever', async () => {
  let turns = 0;
  const busy = async () => {
    turns += 1;
    return turns > 12;
  };
  await until(busy, { what: 'it is over', withinMs: 100, progress: () => turns });
  let endless = 0;
  const progress = () => {
    endless += 1;
    return endless;
  };
  await expect(until(never, { what: 'it ends', withinMs: 20, progress })).rejects.toThrow(
    'it ends',
  );
});

test('time in which the process did not run does not count', async () => {
  let turns = 0;
  const starved = async () => {
    const until = performance.now() + 200;
    while (performance.now() < until);
    turns += 1;
    return turns > 4;
  };
  await until(starved, { what: 'it is so', withinMs: 600 });
});

test('a wait for a scene lasts while work is done in it, and names the work that hangs', async () => {
  const feed = createFeed();
  const entry = { kind: 'log', functionName: 'trailwarden-responder', line: '', at: 0 } as const;
  let turns = 0;
  const busy = () => {
    turns += 1;
    feed.push(entry);
    return { waiting: turns < 40 ? 1 : 0, out: 0 };
  };
  await untilEmpty({ feed, look: busy }, { withinMs: 60, forMs: 0 });
  expect(turns).toBeGreaterThanOrEqual(40);
  const hangs = untilEmpty(
    { feed, look: () => ({ waiting: 0, out: 2 }) },
    { withinMs: 60, forMs: 0 },
  );
  await expect(hangs).rejects.toThrow('nothing left to do: 0 messages wait, 2 are out');
});
