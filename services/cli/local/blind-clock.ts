import type { Subject } from '../../../shared/domain/subject';
import type { World } from '../../sandbox';

/** How long trails were off, by the world's clock, as a bystander counts it. */
export interface BlindClock {
  /** The time for one trail since its last beginning. */
  readonly of: (trail: Subject<'trail'>) => {
    readonly totalMs: number;
    readonly longestMs: number;
  };
  readonly begin: () => void;
  readonly end: () => void;
}

/** The state itself, without regard to what anyone says of it. */
export const logsIn = ({ cloudtrail }: World, { accountId, id }: Subject<'trail'>): boolean =>
  cloudtrail.trails.get(accountId)?.find(({ arn }) => arn === id)?.logging.isLogging === true;

interface Blindness {
  totalMs: number;
  longestMs: number;
  since: number | undefined;
}

/** Looks at the state itself after every recorded call, without regard to the warden's view. */
export function watchBlindness(world: World, trails: readonly Subject<'trail'>[]): BlindClock {
  const counted = new Map<string, Blindness>();
  const count = (): void => {
    const at = world.clock.elapsedMs();
    for (const trail of trails) {
      const known = counted.get(trail.id);
      if (!known) continue;
      if (logsIn(world, trail)) {
        if (known.since === undefined) continue;
        add(known, at - known.since);
        known.since = undefined;
      } else known.since ??= at;
    }
  };
  const stop = world.feed.watch(({ kind }) => {
    if (kind === 'record') count();
  });
  return {
    of: ({ id }) => {
      count();
      const { totalMs = 0, longestMs = 0, since } = counted.get(id) ?? {};
      const running = since === undefined ? 0 : world.clock.elapsedMs() - since;
      return { totalMs: totalMs + running, longestMs: Math.max(longestMs, running) };
    },
    begin: () => {
      for (const { id } of trails) {
        counted.set(id, { totalMs: 0, longestMs: 0, since: undefined });
      }
      count();
    },
    end: stop,
  };
}

function add(to: Blindness, ms: number): void {
  to.totalMs += ms;
  to.longestMs = Math.max(to.longestMs, ms);
}
