import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import { countStates } from '../../../shared/watch/coverage/matrix';
import type { PlaceState, PlaceStateName } from '../../../shared/watch/coverage/place-state';

/** One account × Region in the table: the state, and whose trails guard it. */
export function cellOf({ state, trails }: PlaceState): string {
  if (state !== 'guarded') return colourOf(state)(state);
  const isUndelivered = trails.every(({ deliveryError }) => deliveryError);
  return isUndelivered
    ? pc.yellow(`guarded (${whose(trails)}), not delivered`)
    : colourOf(state)(`guarded (${whose(trails)})`);
}

const whose = (trails: PlaceState['trails']): string =>
  [
    ...(trails.some(({ isOrganization }) => !isOrganization) ? ['own trail'] : []),
    ...(trails.some(({ isOrganization }) => isOrganization) ? ['organization'] : []),
  ].join(', ');

/** `3 guarded, 1 blind`; empty without places. */
export const sums = (places: readonly PlaceState[]): string =>
  countStates(places)
    .map(([state, count]) => colourOf(state)(`${count} ${state}`))
    .join(', ');

export const colourOf = (state: PlaceStateName): ((text: string) => string) => COLOURS[state];

const COLOURS: Readonly<Record<PlaceStateName, (text: string) => string>> = {
  blind: pc.red,
  'not enrolled': pc.red,
  unreachable: pc.red,
  never: pc.yellow,
  stale: pc.yellow,
  silent: pc.red,
  guarded: pc.green,
  joining: pc.dim,
  suspended: pc.dim,
  closed: pc.dim,
};

/** The account of a place at the head of a line: `444455556666 (payments)`, the id alone where it has no name. */
export const accountOfPlace = ({
  accountId,
  name,
}: Pick<PlaceState, 'accountId' | 'name'>): string =>
  name === accountId ? accountId : `${accountId} (${name})`;

/** `2 h 5 min ago`; clocks differ, so never in the future. */
export const ago = (time: string, now: Date): string =>
  `${durationText(Math.max(now.getTime() - Date.parse(time), 0))} ago`;
