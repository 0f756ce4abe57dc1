import { worstOf } from '../../../shared/coverage/matrix';
import type { PlaceState } from '../../../shared/coverage/place-state';
import { print } from '../print';
import { ago } from './ago';
import { colourOf } from './cell';

const WORST_LISTED = 20;

/** What needs somebody, worst first, a line each. */
export function printWorst(places: readonly PlaceState[], now: Date): void {
  const worst = worstOf(places);
  for (const { accountId, name, region, state, since, why } of worst.slice(0, WORST_LISTED)) {
    const how = since ? `${state} since ${since.slice(0, 19)}Z (${ago(since, now)})` : state;
    const who = name === accountId ? accountId : `${accountId} (${name})`;
    print(`${who} ${region} is ${colourOf(state)(how)}${why ? `: ${why}` : ''}`);
  }
  const more = worst.length - WORST_LISTED;
  if (more > 0) print(`… and ${more} more; --json has all of them.`);
}
