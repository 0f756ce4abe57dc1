import type { Rules } from './rules';

export const guardRailRules: Rules<'guard-rail'> = {
  unfit: () => undefined,
  presumed: () => undefined,
};
