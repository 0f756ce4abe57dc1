/**
 * How every client of ours talks to AWS. `endpoint` is for the sandbox and for tests; the SDK itself
 * reads AWS_ENDPOINT_URL, which is how the Lambda functions get theirs.
 *
 * Time-outs are short because a message has 30 s and other accounts wait in the same batch; the SDK
 * retries throttling and time-outs with exponential back-off and jitter inside `maxAttempts`. Without
 * `throwOnRequestTimeout` the SDK only warns, and waits for ever for a host that takes a call and says nothing.
 */
export interface Connection {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: Credentials;
  /** How long a connection, and then an answer, is waited for; default: as in the functions. */
  readonly requestTimeoutMs?: number;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export const clientDefaults = {
  maxAttempts: 4,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
  },
} as const;

export function clientConfig({ region, endpoint, credentials, requestTimeoutMs }: Connection) {
  const { requestHandler } = clientDefaults;
  return {
    ...clientDefaults,
    ...(requestTimeoutMs && {
      requestHandler: {
        ...requestHandler,
        requestTimeout: requestTimeoutMs,
        connectionTimeout: requestTimeoutMs,
      },
    }),
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
  };
}
