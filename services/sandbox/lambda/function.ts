import type { ChildProcess } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import type { Usage } from '../core/feed';
import type { PolicyDocument } from '../iam/policy-document';

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
export interface LambdaFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
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

export interface Invocation {
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

export interface Running {
  readonly invocation: Invocation;
  /** Absent until the event was handed over: starting does not count as the function's time. */
  timer: NodeJS.Timeout | undefined;
}
