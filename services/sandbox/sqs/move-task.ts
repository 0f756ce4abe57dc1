/** A redrive of a dead-letter queue's messages to where they came from, or to one queue. */
export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  readonly destinationArn: string | undefined;
  readonly startedAt: Date;
  readonly toMove: number;
  readonly moved: number;
  readonly status: 'COMPLETED' | 'FAILED';
  readonly failureReason: string | undefined;
}
