import type { Blow, WatchedPlace } from '../domain/watch';

/** The governed places within a blow's reach. A blow to the whole organization also brings a sweep. */
export const placesOf = (
  { accountId, region, reach }: Blow,
  governedRegions: readonly string[],
): readonly WatchedPlace[] =>
  [...new Set([region, ...(AROUND.has(reach) ? governedRegions : [])])].map((one) => ({
    accountId,
    region: one,
  }));

const AROUND: ReadonlySet<Blow['reach']> = new Set(['account', 'organization']);

/** The newest blow of each place: ten of them in one batch are one series. */
export function newestByPlace(
  blows: readonly Blow[],
  governedRegions: readonly string[],
): readonly (WatchedPlace & Pick<Blow, 'at' | 'why'>)[] {
  const newest = new Map<string, WatchedPlace & Pick<Blow, 'at' | 'why'>>();
  for (const blow of blows) {
    for (const place of placesOf(blow, governedRegions)) {
      const key = `${place.accountId}/${place.region}`;
      const known = newest.get(key);
      if (!known || known.at < blow.at) newest.set(key, { ...place, at: blow.at, why: blow.why });
    }
  }
  return [...newest.values()];
}

/** Places of one account that are due at the same moment: one message, at most four Regions. */
export function together<T extends WatchedPlace>(
  places: readonly T[],
  sameOf: (place: T) => string,
): readonly (readonly [T, ...T[]])[] {
  const groups: [T, ...T[]][] = [];
  const open = new Map<string, [T, ...T[]]>();
  for (const place of places) {
    const key = `${place.accountId} ${sameOf(place)}`;
    const group = open.get(key);
    if (group && group.length < REGIONS_A_CHECK) group.push(place);
    else {
      const fresh: [T, ...T[]] = [place];
      groups.push(fresh);
      open.set(key, fresh);
    }
  }
  return groups;
}

/** As many as in a sweep's message: ten such messages are a batch, and a batch has thirty seconds. */
const REGIONS_A_CHECK = 4;
