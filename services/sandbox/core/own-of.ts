import type { Place } from './place';
import type { Call } from './service';

/** What of all there is belongs to the caller's account, in the Region it calls. */
export const ownOf = <T extends Place>(call: Call, all: ReadonlyMap<string, T>): readonly T[] =>
  [...all.values()].filter(
    ({ accountId, region }) => accountId === call.accountId && region === call.region,
  );
