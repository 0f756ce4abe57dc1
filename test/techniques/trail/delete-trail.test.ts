import { expect, test } from '@jest/globals';
import { deleteTrail } from '../../../shared/techniques/trail/delete-trail';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aPlainTrailState, aStoppedTrailState, aTrailState } from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';

const { detect, drill } = deleteTrail;
const expected = { baseline: aBaseline(), accountedUntil: at(-3_600) };

test('delete-trail: a trail that is gone is found, blind since the look when nobody says since when', () => {
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

test('delete-trail: where an event says when it went, it is blind since then', () => {
  const goneAt = { at: at(3), source: 'event' } as const;
  expect(detect({ ...anAbsent(), goneAt } as never, expected)).toMatchObject({
    window: { from: goneAt },
  });
});

test('delete-trail: the loss of an organization trail is called so', () => {
  const state = aTrailState({ settings: { isOrganizationTrail: true } });
  expect(detect(anAbsent(), { ...expected, baseline: aBaseline({ state }) })).toMatchObject({
    expected: 'an organization trail',
  });
});

test('delete-trail: a trail that is there is not found, whatever else is wrong with it', () => {
  for (const state of [aTrailState(), aStoppedTrailState(), aPlainTrailState()]) {
    expect(detect(aPresent({ state }), expected)).toBeUndefined();
  }
});

test('delete-trail: the drill deletes the trail in its home Region, by its ARN', () => {
  const trail = aTrail({ region: 'eu-west-1' });
  expect(drill(trail)).toEqual([
    { call: 'cloudtrail:DeleteTrail', region: 'eu-west-1', input: { Name: trail.id } },
  ]);
});
