import pc from 'picocolors';
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
