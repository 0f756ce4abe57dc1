import type { Rules } from './rules';

export const logBucketRules: Rules<'log-bucket'> = {
  unfit: () => undefined,
  presumed: () => undefined,
};
