import { setMaxListeners } from 'node:events';
import type { World } from '../../core/service';
import type { Flow, State } from '../language/definition';
import type { Execution } from '../state';

/** What all of an execution shares while it runs. */
export interface Run {
  readonly world: World;
  readonly execution: Execution;
  /** Walks a flow from its first state to its end; see `walk.ts`. */
  readonly walk: (way: Way, input: unknown, done: Give) => void;
  /** One step after the other, however deep: a loop of states needs no stack. */
  readonly soon: (step: () => void) => void;
}

/** One way through a flow: the execution's own, that of a branch of a Parallel state, or of an item of a Map state. */
export interface Way {
  readonly run: Run;
  readonly flow: Flow;
  /** Nothing happens on it any more. */
  readonly stopped: AbortSignal;
  readonly item?: { readonly Index: number; readonly Value: unknown };
  lastEventId: number;
}

/** A way is in a state, from when it is entered until it is left. */
export interface Visit<S extends State = State> {
  readonly way: Way;
  readonly name: string;
  readonly state: S;
  /** Raw: as the state before gave it. */
  readonly input: unknown;
  readonly enteredAt: Date;
  readonly enteredEventId: number;
  /** How often each retrier was used, by its place in the list. */
  readonly retries: Map<number, number>;
}

export type Outcome =
  | {
      readonly kind: 'succeeded';
      readonly output: unknown;
      /** Where a choice or a catch leads; absent: where the state's `Next` does. */
      readonly next?: string;
    }
  | Failed;

export interface Failed {
  readonly kind: 'failed';
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

export type Give = (outcome: Outcome) => void;

/** Aborted with any of them. Every branch and item may wait for it, and Node warns of more than ten. */
export function either(...signals: AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any(signals);
  setMaxListeners(0, signal);
  return signal;
}

/** Runs when so much of the world's time is over, unless the signal comes first. */
export function later(
  { clock }: World,
  seconds: number,
  stopped: AbortSignal,
  run: () => void,
): void {
  if (stopped.aborted) return;
  const waiting = clock.after(seconds * 1000, () => {
    stopped.removeEventListener('abort', cancel);
    run();
  });
  const cancel = (): void => waiting.cancel();
  stopped.addEventListener('abort', cancel, { once: true });
}
