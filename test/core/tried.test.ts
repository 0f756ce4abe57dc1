import { expect, test } from '@jest/globals';
import { triedBy } from '../../shared/signal/names';
import { allTechniques, suspected } from '../../shared/tampering/catalogue';

const eventSource = 'cloudtrail.amazonaws.com';
const update = (parameters: Readonly<Record<string, unknown>>) =>
  triedBy({ eventSource, eventName: 'UpdateTrail', parameters });

test('a refused UpdateTrail is an attempt at the techniques that its parameters ask for', () => {
  expect(update({ name: 'main', includeGlobalServiceEvents: false })).toEqual(['narrow-regions']);
  expect(update({ name: 'main', kmsKeyId: '', snsTopicName: '' })).toEqual([
    'change-key',
    'disconnect-topic',
  ]);
  expect(update({ name: 'main', isMultiRegionTrail: true })).toBeUndefined();
});

test('a refused call without parameters that could be several techniques names none', () => {
  expect(update({})).toEqual([]);
});

test('a refused CreateLogGroup is an attempt only if it asked for a lesser class', () => {
  const create = (parameters: Readonly<Record<string, unknown>>) =>
    triedBy({ eventSource: 'logs.amazonaws.com', eventName: 'CreateLogGroup', parameters });
  const logGroupName = 'trail';
  expect(create({ logGroupName })).toBeUndefined();
  expect(create({ logGroupName, logGroupClass: 'STANDARD' })).toBeUndefined();
  expect(create({ logGroupName, logGroupClass: 'DELIVERY' })).toEqual(['change-log-group-class']);
});

test('a call of no technique is no attempt', () => {
  expect(triedBy({ eventSource, eventName: 'StartLogging', parameters: {} })).toBeUndefined();
  expect(
    triedBy({ eventSource: 'constructor', eventName: 'name', parameters: {} }),
  ).toBeUndefined();
});

const calls = [
  ...new Set(
    allTechniques.flatMap(({ events }) =>
      Object.entries(events).flatMap(([source, names]) => names.map((name) => `${source} ${name}`)),
    ),
  ),
].map((call) => call.split(' ') as [string, string]);

test.each(calls)(
  'a refused %s %s is at most one technique, and one that lists the call',
  (source, eventName) => {
    const tried = triedBy({ eventSource: source, eventName, parameters: {} }) ?? [];
    expect(tried.length).toBeLessThanOrEqual(1);
    const known = suspected({ eventSource: source, eventName }).map(({ id }) => id);
    for (const id of tried) expect(known).toContain(id);
  },
);
