import type { ChildProcess } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import type { Invocation, LambdaFunction } from './function';

/** One process with the function in it. It starts cold, then serves one invocation after another. */
export interface Environment {
  readonly id: string;
  readonly function: LambdaFunction;
  readonly process: ChildProcess;
  /** Milliseconds, see `preciseNow`. */
  readonly startedAt: number;
  /** When it gets no more work, in milliseconds of the world's clock. */
  readonly endsAt: number;
  /** How long it took until it asked for its first event; absent while it starts. */
  initMilliseconds: number | undefined;
  /** Whether it has been given an event. */
  served: boolean;
  /** The answer to its question for the next event, held open while there is none. */
  asking: ServerResponse | undefined;
  current: Running | undefined;
}

export interface Running {
  readonly invocation: Invocation;
  /** Absent until the event was handed over: starting does not count as the function's time. */
  timer: NodeJS.Timeout | undefined;
}
