import type { Environment } from './environment';

/** A function as it was deployed. Its code lies unpacked in a temporary folder. */
export interface LambdaFunction {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly roleArn: string;
  /** `path/file.export` inside the code folder. */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly variables: Readonly<Record<string, string>>;
  /** Absent: only the account's limit applies. 0 stops the function. */
  readonly reservedConcurrency: number | undefined;
  readonly codeFolder: string;
  /** Processes that run it, busy or idle. */
  readonly environments: Set<Environment>;
  /** Invocations for which no environment was free, oldest first. */
  readonly waiting: Invocation[];
}

export type InvocationResult =
  | { readonly kind: 'succeeded'; readonly payload: unknown }
  /** The function threw, ran out of time or its process ended: `FunctionError: Unhandled`. */
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string };

export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly done: (result: InvocationResult) => void;
}
