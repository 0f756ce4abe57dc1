/** What ends a state with an error, under the name that Retry and Catch see. */
export class StateFailure extends Error {
  constructor(
    /** Absent when a worker gave none. */
    readonly error: string | undefined,
    /** Absent when none was given. */
    readonly why?: string,
  ) {
    super(`${error}: ${why}`);
  }
}

/** The machine itself is at fault: no Retry and no Catch sees it. [R] */
export const runtimeFailure = (why: string): StateFailure =>
  new StateFailure('States.Runtime', why);
