import { expect, test } from '@jest/globals';
import { narrowRegions } from '../../../shared/tampering/trail/narrow-regions/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrailState } from '../../builders/a-trail-state';
import { aPresent } from '../../builders/an-observation';
import { expected, settingCases, without, withSettings } from './setting-cases';

const { detect } = narrowRegions;

settingCases(narrowRegions);

test('narrow-regions: a trail that left all Regions but one is found', () => {
  const seen = withSettings({ isMultiRegionTrail: false, includeGlobalServiceEvents: false });
  expect(detect(seen, expected)).toEqual({
    technique: 'narrow-regions',
    part: 'settings.isMultiRegionTrail, settings.includeGlobalServiceEvents',
    expected: 'on, on',
    actual: 'off, off',
    sentence: 'Trail main no longer covers every Region and the global services.',
    healed: false,
  });
});

test('narrow-regions: a trail that leaves out only global services is found', () => {
  expect(detect(withSettings({ includeGlobalServiceEvents: false }), expected)).toMatchObject({
    part: 'settings.includeGlobalServiceEvents',
  });
});

test('narrow-regions: a trail that covers more than it must is not found', () => {
  const settings = { isMultiRegionTrail: false, includeGlobalServiceEvents: false };
  const baseline = aBaseline({ state: aTrailState({ settings }) });
  expect(detect(aPresent(), { ...expected, baseline })).toBeUndefined();
});

test('narrow-regions: a setting that AWS does not return counts as off', () => {
  expect(detect(without('isMultiRegionTrail'), expected)).toMatchObject({ actual: 'none' });
});
