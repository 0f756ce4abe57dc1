import type { ChildProcess } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import type { Usage } from '../core/feed';
import { perWorld } from '../core/per-world';
import type { Resource } from '../core/place';
import type { Pattern } from '../events/pattern/pattern';
import type { PolicyDocument } from '../iam/policy-document';

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

/** The Lambda API is not emulated, only what templates deploy; so its state is kept beside the world. */
export const lambdaOf = perWorld(
  (): LambdaState => ({
    functions: new Map(),
    mappings: new Map(),
    environments: new Map(),
    endpoint: '',
    accountConcurrency: 10,
    concurrentBatches: 5,
    gathering: 0,
    streamRetryMilliseconds: 100,
    streamRepeats: 0,
  }),
);

/** What UpdateFunctionConfiguration may change. */
export interface FunctionSettings {
  readonly roleArn: string;
  /** `path/file.export` inside the code folder. */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly description: string;
  /** ARNs of layer versions: remembered, without effect. */
  readonly layers: readonly string[];
}

export interface FunctionCode {
  /** Where it lies unpacked. */
  readonly folder: string;
  /** Of the zip, base64. */
  readonly sha256: string;
  readonly size: number;
}

/** A function as it is now. Environments of an older state finish what they do and are not used again. */
export interface LambdaFunction extends Resource {
  readonly architectures: readonly string[];
  readonly tracingMode: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What becomes of a chain of requests in which it runs too often: see `lineage.ts`. */
  readonly recursiveLoop: 'Allow' | 'Terminate';
  settings: FunctionSettings;
  code: FunctionCode;
  /** Every folder its code was ever unpacked in; what runs still may read an old one. */
  readonly codeFolders: string[];
  /** Folder with the zips of its stack: where code that is named by an S3 key is looked up. */
  readonly artifacts: string;
  /** Absent: only the account's limit applies. 0 stops the function. */
  reservedConcurrency: number | undefined;
  /** ARN of the queue that gets what was asked of it asynchronously and failed for good; absent: none does. */
  readonly deadLetterArn: string | undefined;
  lastModified: Date;
  /** Another one after every change. */
  revisionId: string;
  /** Who may call it, by statement id. */
  readonly permissions: Map<string, PermissionStatement>;
  /** Processes that run it, busy or idle. */
  readonly environments: Set<Environment>;
  /** Invocations for which no environment was free, oldest first. */
  readonly waiting: Invocation[];
}

/** One statement of the function's policy. */
export type PermissionStatement = Extract<PolicyDocument['Statement'], { readonly Effect: string }>;

export type InvocationResult =
  | { readonly kind: 'succeeded'; readonly payload: unknown }
  /** The function threw, ran out of time or its process ended: `FunctionError: Unhandled`. */
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string };

interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  /** Where the request came from, for `_X_AMZN_TRACE_ID`. */
  readonly traceHeader: string;
  readonly done: (result: InvocationResult) => void;
}

/** One process with the function in it. It starts cold, then serves one invocation after another. */
export interface Environment {
  readonly id: string;
  readonly function: LambdaFunction;
  readonly process: ChildProcess;
  /** Milliseconds, see `preciseNow`. */
  readonly startedAt: number;
  /** When it gets no more work, in milliseconds of the world's clock. */
  readonly endsAt: number;
  /** How long it took until it asked for its first event; absent while it starts. */
  initMilliseconds: number | undefined;
  /** Whether it has been given an event. */
  served: boolean;
  /** The answer to its question for the next event, held open while there is none. */
  asking: ServerResponse | undefined;
  current: Running | undefined;
  /** What its process said with its last answer. */
  usage: Usage | undefined;
}

interface Running {
  readonly invocation: Invocation;
  /** Absent until the event was handed over: starting does not count as the function's time. */
  timer: NodeJS.Timeout | undefined;
}

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
  /** A message passes if one matches; with none, all pass. The others are deleted without a run. */
  filters: readonly Filter[];
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
