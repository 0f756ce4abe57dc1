/** A queue whose messages a function gets in batches. */
export interface EventSourceMapping {
  readonly id: string;
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** How long to gather a fuller batch, in seconds. */
  readonly batchingWindow: number;
  readonly maximumConcurrency: number | undefined;
  /** ReportBatchItemFailures: the function says which messages of a batch failed. */
  readonly reportsFailures: boolean;
  readonly stop: () => void;
}
