import type { Rules } from './rules';

/** The floor: entries stay long enough to be read. */
export const logGroupRules: Rules<'log-group'> = {
  unfit: ({ retentionInDays }) =>
    retentionInDays !== undefined && retentionInDays < A_WEEK
      ? `it keeps entries for ${retentionInDays === 1 ? 'one day' : `${retentionInDays} days`} only`
      : undefined,
  presumed: () => undefined, // the state of a group does not tell what it was before
};

const A_WEEK = 7;
