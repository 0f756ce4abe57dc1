import { expect, test } from '@jest/globals';
import type { Obstacle, ObstacleKind } from '../../shared/domain/obstacle';
import { unfinishedOf } from '../../shared/watch/coverage/judge';
import { anAbsent, anUnreachable } from '../builders/an-observation';

const obstacle = (kind: ObstacleKind): Obstacle => ({
  kind,
  code: 'Some',
  call: 'cloudtrail:GetTrailStatus',
});

const absent = anAbsent();

/** A look at a subject that could not be read. */
const aLook = (kind: ObstacleKind) => ({
  again: `it was ${kind}`,
  observation: anUnreachable(obstacle(kind)),
  taken: [],
});

test('a look with nothing to repeat is finished', () => {
  expect(unfinishedOf([{ observation: absent, taken: [] }])).toBeUndefined();
});

test('a look that AWS throttled or did not answer is repeated', () => {
  for (const met of ['throttled', 'conflict', 'unreachable'] as const) {
    expect(unfinishedOf([aLook(met)])).toEqual({ why: `it was ${met}`, met });
    expect(unfinishedOf([], obstacle(met))).toMatchObject({ met });
  }
});

test('a look that AWS denied is finished', () => {
  expect(unfinishedOf([aLook('denied')], obstacle('denied'))).toBeUndefined();
});

test('a subject that was tampered with again is looked at again, without an obstacle', () => {
  const why = 'It was tampered with again while being restored';
  expect(unfinishedOf([{ again: why, observation: absent, taken: [] }])).toEqual({ why });
});

test('throttling is told before any other reason', () => {
  expect(unfinishedOf([aLook('unreachable'), aLook('throttled')])).toMatchObject({
    met: 'throttled',
  });
});
