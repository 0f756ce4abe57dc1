import type { Watch } from '../domain/watch';

/** One message for the next look at some Regions of an account, whose series began together and are equally far. */
export function watchCheck([first, ...others]: readonly [Watch, ...Watch[]]) {
  const { accountId, region, startedAt, look } = first;
  return {
    id: `watch/${accountId}/${region}/${startedAt}/${look}`,
    ...{ accountId, region, by: 'watch', watch: { startedAt, look } },
    ...(others.length > 0 && { also: others.map((other) => other.region) }),
  };
}
