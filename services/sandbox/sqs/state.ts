import type { MoveTask } from './move-task';
import type { Queue } from './queue';

/** All queues of the organization, by ARN. */
export interface SqsState {
  readonly queues: Map<string, Queue>;
  readonly moveTasks: MoveTask[];
  /**
   * Where queue URLs point, e.g. `http://127.0.0.1:4566`; set once the sandbox listens. Only the
   * account and the name in a URL decide which queue is meant.
   */
  endpoint: string;
}

export function createSqsState(): SqsState {
  return { queues: new Map(), moveTasks: [], endpoint: 'http://127.0.0.1' };
}
