import { performance } from 'node:perf_hooks';

/** Milliseconds since the Unix epoch with a fraction, monotonic: what the feed's times are. Never the world's. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * The world's clock: record times, session ends, what waits in queues, quotas. It may run faster than a person's,
 * and may be moved on, so that an hour of watching is a second of a drill. It never goes back.
 */
export interface Clock {
  readonly now: () => Date;
  /** Milliseconds of the world since it began, monotonic. */
  readonly elapsedMs: () => number;
  /** Runs once, when so many milliseconds of the world are over. Keeps no process alive. */
  readonly after: (milliseconds: number, run: () => void) => Waiting;
  /** Moves on; what falls due in between runs in its order, each at its own time. */
  readonly advance: (milliseconds: number) => void;
  /** Milliseconds until the next thing that waits; nothing when nothing does. */
  readonly nextInMs: () => number | undefined;
  /** Seconds of the world in one of a person's. */
  readonly speed: number;
  /** From now on; what waits comes by the new speed. */
  readonly setSpeed: (speed: number) => void;
  /** It no longer says what a person's clock says. */
  readonly isMoved: () => boolean;
}

export interface Waiting {
  readonly cancel: () => void;
}

interface Due extends Waiting {
  readonly at: number;
  readonly run: () => void;
  timer?: NodeJS.Timeout;
}

export interface ClockOptions {
  /** What it says is passed through, for tests whose time stands still; what waits then waits in real time. */
  readonly now?: () => Date;
  /** Default 1. */
  readonly speed?: number;
}

export function createClock({ now, speed: first = 1 }: ClockOptions = {}): Clock {
  const beganAt = Date.now();
  let speed = first;
  let began = performance.now();
  const waiting = new Set<Due>();
  let ahead = 0;
  let moved = 0; // what was asked for, to the millisecond
  const elapsedMs = (): number => (performance.now() - began) * speed + ahead;

  const arm = (due: Due): void => {
    clearTimeout(due.timer);
    // A timer of Node's holds 24 days.
    const inMs = Math.min(Math.max(0, (due.at - elapsedMs()) / speed), LONGEST_TIMER_MS);
    due.timer = setTimeout(() => ring(due), inMs);
    due.timer.unref();
  };
  const ring = (due: Due): void => {
    if (due.at - elapsedMs() > 1) arm(due);
    else if (waiting.delete(due)) due.run();
  };

  return {
    now: () =>
      now ? new Date(now().getTime() + moved) : new Date(beganAt + Math.round(elapsedMs())),
    elapsedMs,
    after: (milliseconds, run) => {
      const due: Due = {
        at: elapsedMs() + milliseconds,
        run,
        cancel: () => {
          clearTimeout(due.timer);
          waiting.delete(due);
        },
      };
      waiting.add(due);
      arm(due);
      return due;
    },
    advance: (milliseconds) => {
      const from = elapsedMs();
      const until = from + milliseconds;
      const before = moved;
      for (;;) {
        const next = earliest(waiting);
        if (!next || next.at > until) break;
        ahead += Math.max(0, next.at - elapsedMs());
        moved = before + Math.max(0, next.at - from);
        next.cancel();
        next.run();
      }
      ahead += Math.max(0, until - elapsedMs());
      moved = before + milliseconds;
      for (const due of waiting) arm(due);
    },
    nextInMs: () => {
      const next = earliest(waiting);
      return next && Math.max(0, next.at - elapsedMs());
    },
    get speed() {
      return speed;
    },
    setSpeed: (next) => {
      ahead = elapsedMs();
      began = performance.now();
      speed = next;
      for (const due of waiting) arm(due);
    },
    isMoved: () => speed !== 1 || ahead > 0,
  };
}

const LONGEST_TIMER_MS = 24 * 60 * 60_000;

function earliest(waiting: Iterable<Due>): Due | undefined {
  let first: Due | undefined;
  for (const due of waiting) if (!first || due.at < first.at) first = due;
  return first;
}
