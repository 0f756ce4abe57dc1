import type { Rules } from './rules';

export const wardenRules: Rules<'warden'> = {
  unfit: () => undefined,
  presumed: () => undefined,
};
