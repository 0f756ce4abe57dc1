import { expect, test } from '@jest/globals';
import type { Obstacle, ObstacleKind } from '../../shared/domain/obstacle';
import { unfinishedOf } from '../../shared/watch/coverage/unfinished-of';
import { anAbsent, anUnreachable } from '../builders/an-observation';

const obstacle = (kind: ObstacleKind): Obstacle => ({
  kind,
  code: 'Some',
  call: 'cloudtrail:GetTrailStatus',
});

const absent = anAbsent();

/** Of a subject that could not be read. */
const aLook = (kind: ObstacleKind) => ({
  again: `it was ${kind}`,
  observation: anUnreachable(obstacle(kind)),
  taken: [],
});

test('a look at which nothing is to be repeated is finished', () => {
  expect(unfinishedOf([{ observation: absent, taken: [] }])).toBeUndefined();
});

test('what AWS was too busy for, or did not answer, is looked at again', () => {
  for (const met of ['throttled', 'conflict', 'unreachable'] as const) {
    expect(unfinishedOf([aLook(met)])).toEqual({ why: `it was ${met}`, met });
    expect(unfinishedOf([], obstacle(met))).toMatchObject({ met });
  }
});

test('a refusal is an answer', () => {
  expect(unfinishedOf([aLook('denied')], obstacle('denied'))).toBeUndefined();
});

test('what was tampered with again is looked at again, with nothing in the way', () => {
  const why = 'It was tampered with again while being restored';
  expect(unfinishedOf([{ again: why, observation: absent, taken: [] }])).toEqual({ why });
});

test('being throttled is told before anything else', () => {
  expect(unfinishedOf([aLook('unreachable'), aLook('throttled')])).toMatchObject({
    met: 'throttled',
  });
});
