import { expect, test } from '@jest/globals';
import { describeFeedEntry } from '../../services/cli/local/describe-feed-entry';

const log = (entry: object | string) =>
  describeFeedEntry({
    kind: 'log',
    functionName: 'trailwarden-responder',
    line: typeof entry === 'string' ? entry : JSON.stringify(entry),
    at: 0,
  });

const decision = {
  kind: 'decision',
  subject: 'trail',
  decision: 'compliant',
  outcome: 'unchanged',
};

test.each([
  ['a metric', { _aws: { CloudWatchMetrics: [] }, Restored: 1 }],
  ['a look that found nothing', decision],
  ['a check that was asked for', { kind: 'signal', id: '1', what: 'check', accountId: '1' }],
])('%s is not shown in the feed', (_what, entry) => {
  expect(log(entry)).toBeUndefined();
});

test.each([
  ['a restoration', { ...decision, decision: 'restore', outcome: 'restored' }],
  ['an event', { kind: 'signal', id: '1', what: 'StopLogging', accountId: '1' }],
  ['what a function prints', 'Error: out of memory'],
])('%s is shown in the feed', (_what, entry) => {
  expect(log(entry)).toBeDefined();
});
