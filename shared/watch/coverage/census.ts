import type { KnownCoverage, Sweep } from '../../domain/coverage';
import { type PlaceStateName, placeState } from './place-state';
import { withLaterGuards } from './with-later-guards';

/** How many accounts × Regions of the last sweep are in which state. */
interface Census {
  /** Guarded by its last look, and its events reach us. */
  readonly guarded: number;
  /** Guarded by its last look, but its events do not reach us. */
  readonly silent: number;
  readonly blind: number;
  readonly unreachable: number;
  readonly notEnrolled: number;
  /** A place to look at that had no look for two intervals: its state is unknown. */
  readonly unseen: number;
}

/**
 * Counts looks as they are read, a part of the organization at a time: it keeps one look of each trail
 * and those that found a place blind, never all of them.
 */
export interface Counting {
  readonly add: (looks: readonly KnownCoverage[]) => void;
  readonly end: () => Census;
}

/** Do the events of this place not reach us? */
export type IsSilent = (place: Pick<KnownCoverage, 'accountId' | 'region'>) => boolean;

/**
 * The count at the end of a sweep, some of whose checks may still be on their way: an account that joined is unseen
 * for an interval. An account that left meanwhile may hide one that is unseen.
 */
export function startCensus(sweep: Sweep, now: Date, isSilent: IsSilent): Counting {
  const moment = { now, staleAfterMs: 2 * sweep.everyMinutes * 60_000 };
  const counts = new Map<PlaceStateName, number>();
  const blind: KnownCoverage[] = [];
  const guards = new Map<string, KnownCoverage>();
  const add = (look: KnownCoverage): void => {
    const { state } = placeState(activeAccount(look), look.region, look, moment);
    const counted = state === 'guarded' && isSilent(look) ? 'silent' : state;
    if (state === 'blind') blind.push(look);
    else counts.set(counted, (counts.get(counted) ?? 0) + 1);
    if (state === 'guarded') keepLatest(guards, look);
  };
  return {
    add: (looks) => looks.forEach(add),
    end: () => {
      const guardedLater = withLaterGuards([...blind, ...guards.values()])
        .slice(0, blind.length)
        .filter(({ coverage }) => coverage.kind === 'guarded');
      const silentLater = guardedLater.filter(isSilent).length;
      const seen = {
        guarded: (counts.get('guarded') ?? 0) + guardedLater.length - silentLater,
        silent: (counts.get('silent') ?? 0) + silentLater,
        blind: blind.length - guardedLater.length,
        unreachable: counts.get('unreachable') ?? 0,
        notEnrolled: counts.get('not enrolled') ?? 0,
      };
      const all = Object.values(seen).reduce((sum, count) => sum + count, 0);
      return { ...seen, unseen: Math.max(0, sweep.accounts * sweep.regions.length - all) };
    },
  };
}

/** An account that is not active is not counted: its looks are soon too old. */
const activeAccount = ({ accountId }: KnownCoverage) => ({
  id: accountId,
  name: accountId,
  state: 'ACTIVE',
});

function keepLatest(guards: Map<string, KnownCoverage>, look: KnownCoverage): void {
  for (const { id } of look.coverage.kind === 'guarded' ? look.coverage.trails : []) {
    const other = guards.get(id);
    if (!other || other.lookedAt < look.lookedAt) guards.set(id, look);
  }
}
