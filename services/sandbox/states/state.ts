import { randomBytes } from 'node:crypto';
import { onClose } from '../core/on-close';
import { perWorld } from '../core/per-world';
import type { Place, Resource } from '../core/place';
import type { World } from '../core/service';
import type { Definition } from './language/definition';

export interface StateMachine extends Resource {
  readonly createdAt: Date;
  readonly tags: Map<string, string>;
  settings: MachineSettings;
  /** Another one after every change; the first has none. */
  revisionId: string | undefined;
  /** It goes when its last execution has ended. */
  isDeleting: boolean;
}

/** What UpdateStateMachine may change; what runs already goes on with the old ones. */
export interface MachineSettings {
  /** As it was written. */
  readonly text: string;
  readonly definition: Definition;
  readonly roleArn: string;
  /** Remembered, without effect. */
  readonly logging: unknown;
  /** Remembered, without effect. */
  readonly tracing: unknown;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Execution extends Resource {
  readonly machineArn: string;
  readonly machineName: string;
  readonly settings: MachineSettings;
  /** JSON, as it was sent. */
  readonly input: string;
  readonly startedAt: Date;
  readonly history: HistoryEvent[];
  /** Aborted when the execution ends: what waits inside it waits no more. */
  readonly over: AbortController;
  status: ExecutionStatus;
  stoppedAt?: Date;
  /** JSON */
  output?: string;
  error?: string | undefined;
  cause?: string | undefined;
}

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: Date;
  readonly type: string;
  /** e.g. `taskFailedEventDetails` */
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
}

/** A task that waits for an answer with its token. */
export interface OpenTask extends Place {
  /** Aborted when it was answered, or ran out of time. */
  readonly closed: AbortSignal;
  readonly succeed: (output: unknown) => void;
  readonly fail: (error: string | undefined, cause: string | undefined) => void;
  readonly beat: () => void;
}

interface StatesState {
  /** By ARN. */
  readonly machines: Map<string, StateMachine>;
  /** By ARN; they outlive their machine. */
  readonly executions: Map<string, Execution>;
  /** By token; those that are closed, too. */
  readonly tasks: Map<string, OpenTask>;
}

/** Executions end with the world. */
export const statesOf = perWorld((world): StatesState => {
  const state: StatesState = { machines: new Map(), executions: new Map(), tasks: new Map() };
  onClose(world, () => {
    for (const { over } of state.executions.values()) over.abort();
  });
  return state;
});

/** Gives out a token for the task. */
export function openTask(world: World, task: OpenTask): string {
  const token = randomBytes(192).toString('base64');
  statesOf(world).tasks.set(token, task);
  return token;
}

/** Waits for the end of an execution; one that has ended is no wait. */
export function executionEnded(world: World, arn: string): Promise<Execution> {
  const execution = statesOf(world).executions.get(arn);
  if (execution === undefined) throw new Error(`There is no execution ${arn}.`);
  const { signal } = execution.over;
  if (signal.aborted) return Promise.resolve(execution);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(execution), { once: true });
  });
}
