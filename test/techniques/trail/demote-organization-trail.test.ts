import { expect, test } from '@jest/globals';
import { demoteOrganizationTrail } from '../../../shared/tampering/trail/demote-organization-trail/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrailState } from '../../builders/a-trail-state';
import { expected, settingCases, without, withSettings } from './setting-cases';

const { detect } = demoteOrganizationTrail;
const state = aTrailState({ settings: { isOrganizationTrail: true } });
const ofOrganization = { ...expected, baseline: aBaseline({ state }) };

settingCases(demoteOrganizationTrail);

test('demote-organization-trail: a trail that no longer covers the members is found', () => {
  expect(detect(withSettings({ isOrganizationTrail: false }), ofOrganization)).toEqual({
    technique: 'demote-organization-trail',
    part: 'settings.isOrganizationTrail',
    expected: 'on',
    actual: 'off',
    sentence: 'Trail main no longer covers the member accounts.',
    healed: false,
  });
});

test('demote-organization-trail: a trail that covers more members than its baseline is not found', () => {
  expect(detect(withSettings({ isOrganizationTrail: true }), expected)).toBeUndefined();
});

test('demote-organization-trail: a setting that AWS does not return counts as off', () => {
  expect(detect(without('isOrganizationTrail'), ofOrganization)).toMatchObject({ actual: 'none' });
});
