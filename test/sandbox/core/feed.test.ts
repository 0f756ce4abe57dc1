import { expect, test } from '@jest/globals';
import { createFeed } from '../../../services/sandbox/core/feed';

const line = (at: number) => ({ kind: 'log', functionName: 'f', line: 'x', at }) as const;

test('the feed keeps the newest entries and no more than its limit', () => {
  const feed = createFeed(3);
  for (const at of [1, 2, 3, 4, 5, 6, 7]) feed.push(line(at));
  expect(feed.entries).toEqual([line(5), line(6), line(7)]);
});

test('a watcher hears of every entry until it stops', () => {
  const feed = createFeed();
  const heard: unknown[] = [];
  const stop = feed.watch((entry) => heard.push(entry));
  feed.push(line(1));
  stop();
  feed.push(line(2));
  expect(heard).toEqual([line(1)]);
});
