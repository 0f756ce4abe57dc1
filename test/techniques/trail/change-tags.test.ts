import { expect, test } from '@jest/globals';
import { changeTags } from '../../../shared/tampering/trail/change-tags/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState, aTrailStateWithoutParts } from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';

const { detect, drill } = changeTags;
const expected = { baseline: aBaseline(), accountedUntil: at(0) };
const seen = (tags: Readonly<Record<string, string>>) => aPresent({ state: aTrailState({ tags }) });

test('change-tags: a tag that was removed is found', () => {
  expect(detect(seen({ owner: 'security' }), expected)).toEqual({
    technique: 'change-tags',
    part: 'tags',
    expected: 'guarded-by=trailwarden',
    actual: 'guarded-by=(gone)',
    sentence: 'Tags of trail main were changed: guarded-by.',
    healed: false,
  });
});

test('change-tags: a tag with another value is found', () => {
  expect(detect(seen({ 'guarded-by': 'trailwarden', owner: 'mallory' }), expected)).toMatchObject({
    expected: 'owner=security',
    actual: 'owner=mallory',
  });
});

test('change-tags: an empty tag is a changed tag, not a removed one', () => {
  expect(detect(seen({ 'guarded-by': 'trailwarden', owner: '' }), expected)).toMatchObject({
    actual: 'owner=',
  });
});

test('change-tags: a trail that equals its baseline is not found', () => {
  expect(detect(aPresent(), expected)).toBeUndefined();
});

test('change-tags: a tag beyond the baseline is not found', () => {
  const tags = { ...aTrailState().tags, 'cost-center': '42' };
  expect(detect(seen(tags), expected)).toBeUndefined();
});

test('change-tags: tags that were not read are not judged, now or at the capture', () => {
  const unread = aTrailStateWithoutParts();
  expect(detect(aPresent({ state: unread }), expected)).toBeUndefined();
  const baseline = aBaseline({ state: unread });
  expect(detect(seen({}), { ...expected, baseline })).toBeUndefined();
});

test('change-tags: a trail that is gone is another technique', () => {
  expect(detect(anAbsent(), expected)).toBeUndefined();
});

test('change-tags: the drill removes the tag that names the guard', () => {
  expect(drill(aTrail())).toMatchObject([
    { call: 'cloudtrail:RemoveTags', input: { ResourceId: aTrail().id } },
  ]);
});
