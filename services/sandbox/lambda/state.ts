import type { World } from '../core/service';
import type { EventSourceMapping } from './event-source-mapping';
import type { Environment, LambdaFunction } from './function';

export interface LambdaState {
  /** By ARN. */
  readonly functions: Map<string, LambdaFunction>;
  readonly mappings: Map<string, EventSourceMapping>;
  /** By id, as it stands in the path of the Runtime API. */
  readonly environments: Map<string, Environment>;
  /** Where functions find AWS; empty until the Runtime API is attached. */
  endpoint: string;
  /** Environments of one account at a time. AWS gives a new account 10. */
  accountConcurrency: number;
  /** Batches one event source mapping works on at a time. AWS starts with 5, and does not stop there. */
  concurrentBatches: number;
  /** Pollers that hold messages and wait for more, as long as their batching window says. */
  gathering: number;
  /** How long a stream's failed batch waits before its first retry; doubled each time, up to a minute. */
  streamRetryMilliseconds: number;
  /** So many batches of streams that went well are delivered a second time. */
  streamRepeats: number;
}

const states = new WeakMap<World, LambdaState>();

/** The Lambda API is not emulated, only what templates deploy; so its state is kept beside the world. */
export function lambdaOf(world: World): LambdaState {
  const known = states.get(world);
  if (known !== undefined) return known;
  const state: LambdaState = {
    functions: new Map(),
    mappings: new Map(),
    environments: new Map(),
    endpoint: '',
    accountConcurrency: 10,
    concurrentBatches: 5,
    gathering: 0,
    streamRetryMilliseconds: 100,
    streamRepeats: 0,
  };
  states.set(world, state);
  return state;
}
