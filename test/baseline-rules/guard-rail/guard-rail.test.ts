import { expect, test } from '@jest/globals';
import { canonicalPolicy } from '../../../shared/domain/canonical-policy';
import { guardRailRules } from '../../../shared/restore/baseline-rules/guard-rail';
import { aGuardRailState } from '../../builders/guard-rail/a-guard-rail';

const { unfit, presumed } = guardRailRules;
const allowing = canonicalPolicy(
  '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}],"Version":"2012-10-17"}',
);
const { targets, policyType, ...withoutParts } = aGuardRailState();

test.each([
  [aGuardRailState(), undefined],
  [aGuardRailState({ content: allowing }), 'it denies nothing'],
  [aGuardRailState({ type: 'TAG_POLICY', content: '{"tags":{}}' }), undefined],
  [aGuardRailState({ targets: [] }), 'it is attached to nothing'],
  [
    aGuardRailState({ policyType: { rootId: 'r-ab12', enabled: false } }),
    'policies of its type are turned off',
  ],
  [aGuardRailState({ replacement: 'p-new' }), 'it was deleted, and p-new stands in for it'],
  [withoutParts, 'it was not read as a whole'],
])('whether a policy may become a baseline by itself (%#)', (state, why) => {
  expect(unfit(state)).toBe(why);
});

test('no earlier text of a policy is presumed', () => {
  expect(presumed(aGuardRailState())).toBeUndefined();
});
