import type { SeenSoFar } from './seen-so-far';

export type Tally = ReturnType<typeof tally>;

/** A sweep in numbers, for one line. */
export function tally({ places, incidents }: SeenSoFar) {
  const done = places.filter(({ answer }) => answer === 'looked');
  const accounts = new Set(places.map(({ accountId }) => accountId));
  const unfinished = new Set(
    places.filter(({ answer }) => answer !== 'looked').map(({ accountId }) => accountId),
  );
  const seen = places.filter(({ answer }) => answer !== 'waiting');
  const inState = (state: string): number => seen.filter((place) => place.state === state).length;
  return {
    places: places.length,
    placesDone: done.length,
    accounts: accounts.size,
    accountsDone: accounts.size - unfinished.size,
    findings: incidents.length,
    restored: incidents.filter(({ state }) => state === 'restored').length,
    throttled: places.filter(
      (place) => place.answer === 'again' && place.unfinished.met === 'throttled',
    ).length,
    unreachable: inState('unreachable'),
    notEnrolled: inState('not enrolled'),
  };
}
