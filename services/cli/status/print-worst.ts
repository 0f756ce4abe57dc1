import { grouped } from '../../../shared/domain/grouped';
import { worstOf } from '../../../shared/watch/coverage/matrix';
import { type PlaceState, placeStates } from '../../../shared/watch/coverage/place-state';
import { print } from '../terminal/print';
import { accountOfPlace, ago, colourOf } from './cell';

const LINES = 20;

/**
 * The places that need a person, worst first: a line for the Regions of an account that share state and reason. Each
 * state has its share of the lines, so that a thousand blind accounts do not hide one that could not be reached.
 */
export function printWorst(places: readonly PlaceState[], now: Date): void {
  const all = [...grouped(worstOf(places), lineOf).values()];
  const states = placeStates
    .map((name) => all.filter(([{ state }]) => state === name))
    .filter((some) => some.length > 0);
  const share = Math.floor(LINES / Math.max(states.length, 1));
  let more = 0;
  for (const some of states) {
    for (const line of some.slice(0, share)) print(textOf(line, now));
    more += Math.max(some.length - share, 0);
  }
  if (more > 0) print(`… and ${more} more; --json has all of them.`);
}

const lineOf = ({ accountId, state, why = '' }: PlaceState): string =>
  `${accountId} ${state} ${why}`;

type Line = readonly [PlaceState, ...PlaceState[]];

function textOf(line: Line, now: Date): string {
  const [{ state, since, why }] = line;
  const how = since ? `${state} since ${since.slice(0, 19)}Z (${ago(since, now)})` : state;
  const who = accountOfPlace(line[0]);
  const regions = line.map(({ region }) => region).join(', ');
  if (state === 'never') return `${who} ${regions} was ${colourOf(state)('never looked at')}`;
  return `${who} ${regions} is ${colourOf(state)(how)}${why ? `: ${why}` : ''}`;
}
