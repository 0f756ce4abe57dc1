import { expect, test } from '@jest/globals';
import type { TrailStatus } from '../../../shared/domain/trail';
import { deleteTrail } from '../../../shared/tampering/trail/delete-trail/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import {
  aPlainTrailState,
  aStoppedTrailState,
  aTrailState,
  fromStatus,
} from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';

const { detect, drill } = deleteTrail;
const expected = { baseline: aBaseline(), accountedUntil: at(-3_600) };

test('delete-trail: a trail that is gone is found, blind since the look if no event tells the time', () => {
  expect(detect(anAbsent(), expected)).toEqual({
    technique: 'delete-trail',
    part: 'settings',
    expected: 'a trail',
    actual: 'no trail of this name',
    sentence: 'Trail main was deleted.',
    healed: false,
    window: { from: { at: at(60), source: 'clock' } },
  });
});

test('delete-trail: a trail whose deletion an event dates is blind since then', () => {
  const goneAt = { at: at(3), source: 'event' } as const;
  expect(detect({ ...anAbsent(), goneAt } as never, expected)).toMatchObject({
    window: { from: goneAt },
  });
});

test('delete-trail: the loss of an organization trail is told as such', () => {
  const state = aTrailState({ settings: { isOrganizationTrail: true } });
  expect(detect(anAbsent(), { ...expected, baseline: aBaseline({ state }) })).toMatchObject({
    expected: 'an organization trail',
  });
});

test('delete-trail: a trail that exists is not found, even if it was changed', () => {
  for (const state of [aTrailState(), aStoppedTrailState(), aPlainTrailState()]) {
    expect(detect(aPresent({ state }), expected)).toBeUndefined();
  }
});

const goneAt = { at: at(3), source: 'event' } as const;
const madeAgain = (status: Partial<TrailStatus>) =>
  aPresent({ state: aTrailState({ status }), goneAt });

test('delete-trail: a trail that others made again was dark from its deletion until the new one was started', () => {
  const status = { startedAt: fromStatus(3.15) };
  expect(detect(madeAgain(status), expected)).toMatchObject({
    sentence: 'Trail main was deleted.',
    healed: true,
    window: { from: goneAt, to: fromStatus(3.15) },
  });
  expect(detect(madeAgain(status), { ...expected, accountedUntil: at(3.3) })).toBeDefined();
  expect(detect(madeAgain(status), { ...expected, accountedUntil: at(4) })).toBeUndefined();
});

test('delete-trail: the dark time of a trail that was made again and then stopped ends at that stop', () => {
  const status = { startedAt: fromStatus(9), stoppedAt: fromStatus(8) };
  expect(detect(madeAgain(status), expected)).toMatchObject({
    window: { from: goneAt, to: fromStatus(8) },
  });
});

test('delete-trail: the drill deletes the trail in its home Region, by its ARN', () => {
  const trail = aTrail({ region: 'eu-west-1' });
  expect(drill(trail)).toEqual([
    { call: 'cloudtrail:DeleteTrail', region: 'eu-west-1', input: { Name: trail.id } },
  ]);
});
