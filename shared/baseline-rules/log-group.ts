import type { Rules } from './rules';

export const logGroupRules: Rules<'log-group'> = {
  unfit: () => undefined,
  presumed: () => undefined,
};
