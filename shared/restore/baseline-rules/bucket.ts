import type { Rules } from './rules';

/**
 * What a bucket lets in when it is first seen is its owner's choice: a website is public. So all of it may become the
 * baseline. Where a call has just changed it, what it was is not known, and only what is never right is taken back.
 */
export const bucketRules: Rules<'bucket'> = {
  unfit: ({ isOurs }) => (isOurs ? undefined : 'another account owns it'),
  presumed: (state) => {
    if (!state.isOurs || state.accountPublicAccessBlock) return undefined;
    const { policy: _, ...rest } = state;
    return rest;
  },
  isLeftAlone: ({ isOurs, isGuarded }) => !isOurs || !isGuarded,
};
