import type { KnownCoverage, ListedAccount } from '../../domain/coverage';
import {
  isBad,
  type PlaceState,
  type PlaceStateName,
  placeState,
  placeStates,
} from './place-state';
import { withLaterGuards } from './with-later-guards';

interface Given {
  readonly accounts: readonly ListedAccount[];
  readonly regions: readonly string[];
  readonly known: readonly KnownCoverage[];
  readonly now: Date;
  readonly staleAfterMs: number;
}

/** Every account × Region, account by account, without accounts that are no longer listed. */
export function matrix({ accounts, regions, known, ...moment }: Given): readonly PlaceState[] {
  const byPlace = new Map(
    withLaterGuards(known).map((look) => [`${look.accountId}/${look.region}`, look]),
  );
  return accounts.flatMap((account) =>
    regions.map((region) =>
      placeState(account, region, byPlace.get(`${account.id}/${region}`), moment),
    ),
  );
}

/** How many are in each state that occurs, worst first. */
export const countStates = (
  places: readonly PlaceState[],
): readonly (readonly [PlaceStateName, number])[] =>
  placeStates
    .map((name) => [name, places.filter(({ state }) => state === name).length] as const)
    .filter(([, count]) => count > 0);

/** The places that need a person, worst state first, and in each state those that are in it for longest. */
export const worstOf = (places: readonly PlaceState[]): readonly PlaceState[] =>
  places
    .filter(isBad)
    .sort(
      (one, other) =>
        placeStates.indexOf(one.state) - placeStates.indexOf(other.state) ||
        (one.since ?? '').localeCompare(other.since ?? ''),
    );
