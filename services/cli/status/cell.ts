import pc from 'picocolors';
import type { PlaceState, PlaceStateName } from '../../../shared/coverage/place-state';

/** One account × Region in the table: the state, and whose trail guards it. */
export function cellOf({ state, trails }: PlaceState): string {
  const whose = trails.some(({ isOrganization }) => isOrganization) ? 'organization' : 'own trail';
  return colourOf(state)(state === 'guarded' ? `guarded (${whose})` : state);
}

export const colourOf = (state: PlaceStateName): ((text: string) => string) => COLOURS[state];

const COLOURS: Readonly<Record<PlaceStateName, (text: string) => string>> = {
  blind: pc.red,
  'not enrolled': pc.red,
  unreachable: pc.red,
  never: pc.yellow,
  stale: pc.yellow,
  guarded: pc.green,
  joining: pc.dim,
  suspended: pc.dim,
  closed: pc.dim,
};
