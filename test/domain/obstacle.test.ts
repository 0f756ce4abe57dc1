import { expect, test } from '@jest/globals';
import { describeObstacle, obstacleKinds } from '../../shared/domain/obstacle';

test.each([
  ['denied', 'cloudtrail:StartLogging was denied (SomeCode)'],
  ['throttled', 'cloudtrail:StartLogging was throttled (SomeCode)'],
  [
    'conflict',
    'cloudtrail:StartLogging was refused because an earlier change is still in progress (SomeCode)',
  ],
  ['unreachable', 'cloudtrail:StartLogging was not answered (SomeCode)'],
  ['rejected', 'cloudtrail:StartLogging was rejected (SomeCode)'],
] as const)('an obstacle of kind %s reads: %s', (kind, sentence) => {
  const obstacle = { kind, code: 'SomeCode', call: 'cloudtrail:StartLogging' };
  expect(describeObstacle(obstacle)).toBe(sentence);
});

test('there are no other kinds of obstacle', () => {
  expect(obstacleKinds).toEqual(['denied', 'throttled', 'conflict', 'unreachable', 'rejected']);
});
