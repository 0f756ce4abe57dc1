import { expect, test } from '@jest/globals';
import { turnOffValidation } from '../../../shared/tampering/trail/turn-off-validation/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrailState } from '../../builders/a-trail-state';
import { aPresent } from '../../builders/an-observation';
import { expected, settingCases, without, withSettings } from './setting-cases';

const { detect } = turnOffValidation;

settingCases(turnOffValidation);

test('turn-off-validation: a trail that no longer signs its files is found', () => {
  expect(detect(withSettings({ logFileValidationEnabled: false }), expected)).toEqual({
    technique: 'turn-off-validation',
    part: 'settings.logFileValidationEnabled',
    expected: 'on',
    actual: 'off',
    sentence: 'Trail main no longer signs its log files.',
    healed: false,
  });
});

test('turn-off-validation: validation beyond the baseline is not found', () => {
  const state = aTrailState({ settings: { logFileValidationEnabled: false } });
  const baseline = aBaseline({ state });
  expect(detect(aPresent(), { ...expected, baseline })).toBeUndefined();
});

test('turn-off-validation: a setting that AWS does not return counts as off', () => {
  expect(detect(without('logFileValidationEnabled'), expected)).toMatchObject({ actual: 'none' });
});
