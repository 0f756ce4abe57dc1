import type { Call } from './service';

interface Placed {
  readonly accountId: string;
  readonly region: string;
}

/** Whether something is of the caller's account, in the Region it calls. */
export const isOwn = (call: Call, { accountId, region }: Placed): boolean =>
  accountId === call.accountId && region === call.region;

/** What of all there is is the caller's. */
export const ownOf = <T extends Placed>(call: Call, all: ReadonlyMap<string, T>): readonly T[] =>
  [...all.values()].filter((one) => isOwn(call, one));
