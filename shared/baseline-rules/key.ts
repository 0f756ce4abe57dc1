import type { Rules } from './rules';

export const keyRules: Rules<'key'> = {
  unfit: () => undefined,
  presumed: () => undefined,
};
