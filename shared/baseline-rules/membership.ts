import type { Rules } from './rules';

export const membershipRules: Rules<'membership'> = {
  unfit: () => undefined,
  presumed: () => undefined,
};
