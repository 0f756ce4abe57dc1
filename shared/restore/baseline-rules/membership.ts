import type { Rules } from './rules';

/**
 * The floor: everything was read, and CloudTrail is trusted. An organization without organization trails may do
 * without that trust. Then a person says so once, with `baseline accept`.
 */
export const membershipRules: Rules<'membership'> = {
  unfit: (state) => {
    if (state.kind === 'account') return state.regions ? undefined : 'its Regions were not read';
    const { trustedAccess, administrators } = state;
    if (!trustedAccess || !administrators) return 'it was not read as a whole';
    return trustedAccess.includes('cloudtrail.amazonaws.com')
      ? undefined
      : 'CloudTrail has no trusted access';
  },
  // The rest of the state does not tell which service was trusted, or who was an administrator.
  presumed: () => undefined,
};
