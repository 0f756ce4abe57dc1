import { perWorld } from '../../core/per-world';
import type { Place } from '../../core/place';

/** One SendCommand. */
export interface Command extends Place {
  readonly id: string;
  /** As they were sent. */
  readonly documentName: string;
  readonly documentVersion: string;
  readonly comment: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly instanceIds: readonly string[];
  readonly targets: readonly unknown[];
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly timeoutSeconds: number;
  readonly maxConcurrency: string;
  readonly maxErrors: string;
  readonly outputBucket: string;
  readonly outputPrefix: string;
  /** By instance. */
  readonly invocations: ReadonlyMap<string, Invocation>;
}

/** A command on one machine. */
export interface Invocation {
  readonly instanceId: string;
  readonly instanceName: string;
  /** One for each step of the document. */
  readonly plugins: readonly Plugin[];
  readonly cancelled: AbortController;
}

export type Status = 'Pending' | 'InProgress' | 'Success' | 'Failed' | 'TimedOut' | 'Cancelled';

export interface Plugin {
  readonly name: string;
  status: Status;
  /** `Delayed`, `ExecutionTimedOut`, `DeliveryTimedOut`, or the status again. */
  details: string;
  /** -1 until it ended. */
  responseCode: number;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  stdout: string;
  stderr: string;
}

/** By id. */
export const commands = perWorld(() => new Map<string, Command>());

export const isOver = ({ plugins }: Invocation): boolean =>
  plugins.every(({ status }) => status !== 'Pending' && status !== 'InProgress');

interface State {
  readonly status: Status;
  readonly details: string;
}

/** The first of these that a step is in. */
const worst: readonly Status[] = ['InProgress', 'Pending', 'Cancelled', 'TimedOut', 'Failed'];

export function stateOfInvocation({ plugins }: Invocation): State {
  const status = worst.find((one) => plugins.some((plugin) => plugin.status === one)) ?? 'Success';
  const details = plugins.find((plugin) => plugin.status === status)?.details ?? status;
  return { status, details };
}

/** Recorded: a script that ran out of time fails its command, one that never arrived lets it time out. */
export function stateOfCommand({ targets, invocations }: Command): State {
  const states = [...invocations.values()].map(stateOfInvocation);
  if (states.length === 0 && targets.length > 0) {
    return { status: 'Success', details: 'NoInstancesInTag' };
  }
  const has = (status: Status) => states.some((one) => one.status === status);
  if (has('InProgress')) return { status: 'InProgress', details: 'InProgress' };
  if (has('Pending')) return { status: 'Pending', details: 'Pending' };
  if (has('Cancelled')) return { status: 'Cancelled', details: 'Cancelled' };
  if (has('Failed') || states.some(isExecutionTimeOut)) {
    return { status: 'Failed', details: 'Failed' };
  }
  if (has('TimedOut')) return { status: 'TimedOut', details: 'DeliveryTimedOut' };
  return { status: 'Success', details: 'Success' };
}

const isExecutionTimeOut = ({ details }: State): boolean => details === 'ExecutionTimedOut';

export function countsOf({ invocations }: Command) {
  const all = [...invocations.values()];
  const states = all.map(stateOfInvocation);
  return {
    TargetCount: all.length,
    CompletedCount: all.filter(isOver).length,
    ErrorCount: states.filter((one) => one.status === 'Failed' || isExecutionTimeOut(one)).length,
    DeliveryTimedOutCount: states.filter(({ details }) => details === 'DeliveryTimedOut').length,
  };
}
