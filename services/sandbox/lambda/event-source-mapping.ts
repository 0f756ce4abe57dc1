/** A queue whose messages a function gets in batches. */
export interface EventSourceMapping {
  readonly id: string;
  functionArn: string;
  readonly queueArn: string;
  batchSize: number;
  /** How long to gather a fuller batch, in seconds. */
  batchingWindow: number;
  maximumConcurrency: number | undefined;
  /** ReportBatchItemFailures: the function says which messages of a batch failed. */
  reportsFailures: boolean;
  /** False: nobody polls the queue. */
  enabled: boolean;
  lastModified: Date;
  /** Ends its polling after the batches at work. */
  stop: () => void;
}
