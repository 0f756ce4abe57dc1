import type { Pattern } from '../events/pattern/pattern';

/** A queue or a table's stream whose content a function gets in batches. */
export type EventSourceMapping = QueueMapping | StreamMapping;

interface Mapping {
  readonly id: string;
  functionArn: string;
  /** ARN of the queue or the stream. */
  readonly sourceArn: string;
  batchSize: number;
  /** How long to gather a fuller batch, in seconds. */
  batchingWindow: number;
  /** ReportBatchItemFailures: the function says which of a batch failed. */
  reportsFailures: boolean;
  /** False: it is not polled. */
  enabled: boolean;
  lastModified: Date;
  /** Ends its polling after the batches at work. */
  stop: () => void;
}

export interface QueueMapping extends Mapping {
  readonly kind: 'queue';
  maximumConcurrency: number | undefined;
}

export interface StreamMapping extends Mapping, StreamSettings {
  readonly kind: 'stream';
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** How many records of the stream are behind it, those dropped before it came too. */
  position: number;
}

/** What may be changed of a stream's mapping alone. */
export interface StreamSettings {
  bisects: boolean;
  /** Undefined: until the record is too old. */
  maximumRetries: number | undefined;
  /** Undefined: as long as the stream keeps them. */
  maximumAgeSeconds: number | undefined;
  /** ARN of the queue that is told of what was given up; absent: none is. */
  onFailureArn: string | undefined;
  /** A record passes if one matches; with none, all pass. */
  filters: readonly Filter[];
}

export interface Filter {
  /** As written. */
  readonly text: string;
  readonly pattern: Pattern;
}
