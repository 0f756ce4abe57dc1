import { expect, test } from '@jest/globals';
import { EVENTBRIDGE } from '../../shared/domain/sender';
import type { Ticking } from '../../shared/domain/tick';
import { readTick } from '../../shared/watch/heartbeat/read-tick';
import {
  afterTicks,
  isHeartbeatWanted,
  isLookedAt,
  silentIn,
  withoutLeft,
} from '../../shared/watch/heartbeat/ticks';
import { at } from '../builders/at';

const account = '111122223333';
const seconds = (s: number): number => Date.parse(at(s)) / 1_000;
const ticked = (s: number, readAt: number): Ticking => ({
  ...{ region: 'us-east-1', shard: '3' },
  ...{ last: { [account]: seconds(s) }, readAt: at(readAt) },
});
const aTick = (s: number) => ({ accountId: account, region: 'us-east-1', at: at(s) });

const scheduled = {
  ...{ version: '0', id: 'd9c1', source: 'aws.events', 'detail-type': 'Scheduled Event' },
  ...{ account, region: 'us-east-1', time: '2026-11-21T20:00:00Z', detail: {} },
  resources: [`arn:aws:events:us-east-1:${account}:rule/trailwarden-forward-warden`],
};

test('a tick is a scheduled event that EventBridge sent in a governed Region', () => {
  const read = (different: object, sender?: string) =>
    readTick(JSON.stringify({ ...scheduled, ...different }), ['us-east-1'], sender);
  expect(read({}, EVENTBRIDGE)).toEqual({ ...aTick(0), at: '2026-11-21T20:00:00Z' });
  expect(read({}, 'AROAEXAMPLE:mallory')).toBeUndefined();
  expect(read({ region: 'ap-south-1' })).toBeUndefined();
  expect(read({ source: 'mine' })).toBeUndefined();
  expect(read({ account: 'toString' })).toBeUndefined();
  expect(read({ time: '2026-99-21T20:00:00Z' })).toBeUndefined();
  expect(readTick('[', ['us-east-1'])).toBeUndefined();
});

test('the newest tick is kept, in any order of arrival', () => {
  const before = ticked(60, 70);
  const now = new Date(at(130));
  expect(afterTicks(before, [aTick(120), aTick(0)], now)).toEqual(ticked(120, 130));
  expect(afterTicks(before, [], now)).toEqual(ticked(60, 130));
});

test('a place is silent if its tick was late at the last reading of the queue, however long ago that was', () => {
  expect(silentIn(ticked(0, 100))).toEqual([]);
  expect(silentIn(ticked(0, 101))).toEqual([
    { accountId: account, region: 'us-east-1', since: at(0), forMs: 101_000 },
  ]);
});

test('a place that ticked once stays silent for as long as it does not tick', () => {
  const years = new Date(Date.parse(at(0)) + 3 * 366 * 86_400_000);
  expect(silentIn(afterTicks(ticked(0, 0), [], years))).toMatchObject([{ since: at(0) }]);
});

test('an account is forgotten when two lists in a row lack it and it has not ticked since the listing began', () => {
  const OTHER = '444455556666';
  const afterList = (before: Ticking, ...listed: readonly string[]) =>
    withoutLeft(before, new Set(listed), at(60));
  const missed = { ...ticked(0, 130), unlisted: [account] };
  expect(afterList(ticked(0, 130), account)).toBeUndefined();
  expect(afterList(ticked(60, 130), OTHER)).toBeUndefined();
  expect(afterList(ticked(0, 130), OTHER)).toEqual(missed);
  expect(afterList(missed, OTHER)).toEqual({ ...ticked(0, 130), last: {} });
  expect(afterList(missed, account)).toEqual(ticked(0, 130)); // the first list had missed it
  expect(afterList({ ...ticked(60, 130), unlisted: [account] }, OTHER)).toEqual(ticked(60, 130));
});

test('new ticks between two lists keep the note of what the first list missed', () => {
  const missed = { ...ticked(0, 130), unlisted: [account] };
  expect(afterTicks(missed, [aTick(120)], new Date(at(190)))).toMatchObject({
    unlisted: [account],
  });
});

test('a silent place is looked at every minute for an hour, every 15 minutes for a day, and then by sweeps', () => {
  const minutes = Array.from({ length: 3 * 24 * 60 }, (_, minute) => minute);
  const asked = minutes.filter((minute) => {
    const place = { accountId: account, region: 'us-east-1', since: at(0) };
    return minute > 1 && isLookedAt({ ...place, forMs: minute * 60_000 });
  });
  expect(asked.filter((minute) => minute < 60)).toHaveLength(58);
  expect(asked).toHaveLength(58 + 23 * 4);
  const beating = asked.filter((minute) =>
    isHeartbeatWanted({ ...aTick(0), since: at(0), forMs: minute * 60_000 }),
  );
  expect(beating.slice(0, 3)).toEqual([2, 15, 30]);
});
