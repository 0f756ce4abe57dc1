/** A definition as it is written in the Amazon States Language, once it has been checked. */
export interface Definition extends Flow {
  readonly TimeoutSeconds?: number;
}

/** States and where to begin: a whole machine, a branch of a Parallel state, what a Map state does with each item. */
export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** Those that have an input to choose from. */
export type FilteredState = Exclude<State, FailState>;

/** Those that have a result. */
export type ResultState = PassState | TaskState | ParallelState | MapState;

interface Filtered {
  /** `null` is an empty object. */
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

interface Moving {
  /** Absent: the flow ends here. */
  readonly Next?: string;
}

interface Resulting {
  readonly Parameters?: unknown;
  /** `null` throws the result away. */
  readonly ResultPath?: string | null;
  readonly ResultSelector?: unknown;
}

interface Careful {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Next: string;
}

export interface PassState extends Filtered, Moving, Omit<Resulting, 'ResultSelector'> {
  readonly Type: 'Pass';
  readonly Result?: unknown;
}

export interface TaskState extends Filtered, Moving, Resulting, Careful {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number;
  readonly HeartbeatSecondsPath?: string;
}

export interface ChoiceState extends Filtered {
  readonly Type: 'Choice';
  readonly Choices: readonly (Rule & { readonly Next: string })[];
  readonly Default?: string;
}

/** One comparison, `And`, `Or` or `Not`: see `choose.ts`. */
export type Rule = Readonly<Record<string, unknown>>;

export interface WaitState extends Filtered, Moving {
  readonly Type: 'Wait';
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

export interface SucceedState extends Filtered {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

export interface ParallelState extends Filtered, Moving, Resulting, Careful {
  readonly Type: 'Parallel';
  readonly Branches: readonly Flow[];
}

export interface MapState extends Filtered, Moving, Resulting, Careful {
  readonly Type: 'Map';
  /** `Iterator` is its older name. */
  readonly ItemProcessor?: Flow;
  readonly Iterator?: Flow;
  readonly ItemsPath?: string;
  readonly ItemSelector?: unknown;
  readonly MaxConcurrency?: number;
}
