import { expect, test } from '@jest/globals';
import { membershipRules } from '../../../shared/restore/baseline-rules/membership';
import { anAccountState, anOrganizationState } from '../../builders/membership/a-membership';

const { unfit, presumed } = membershipRules;

test.each([
  [anOrganizationState(), undefined],
  [anOrganizationState({ administrators: [] }), undefined],
  [anOrganizationState({ trustedAccess: [] }), 'CloudTrail has no trusted access'],
  [{ kind: 'organization', administrators: [] }, 'it was not read as a whole'],
  [{ kind: 'organization', trustedAccess: [] }, 'it was not read as a whole'],
  [anAccountState(), undefined],
  [{ kind: 'account' }, 'its Regions were not read'],
] as const)('whether a membership may become a baseline by itself (%#)', (state, why) => {
  expect(unfit(state)).toBe(why);
});

test('no earlier trusted access is presumed', () => {
  expect(presumed(anOrganizationState({ trustedAccess: [] }))).toBeUndefined();
});
