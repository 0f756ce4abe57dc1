import type { Rules } from './rules';

export const topicRules: Rules<'topic'> = {
  unfit: () => undefined,
  presumed: () => undefined,
};
