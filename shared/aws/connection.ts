import { given } from '../domain/given';
import { globalRegionOf } from '../domain/global-region';
import { partitionOf } from '../domain/trail';
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
    ...given({ region, endpoint, credentials }),
  };
}

/** The same for Organizations, which answers in one Region of a partition, whatever the home Region is. */
export const ofOrganizations = (connection: Connection) =>
  clientConfig({
    ...connection,
    region: globalRegionOf(partitionOf(connection.region ?? homeRegion()), 'organizations'),
  });

/** Of the function, or of the person's shell. */
const homeRegion = (): string => process.env.AWS_REGION ?? '';

interface Options {
  readonly now?: () => number;
}

interface Context {
  readonly commandName?: string;
}

/** The part of an SDK client that takes a middleware around each attempt. */
export interface Stacked {
  readonly middlewareStack: {
    add(middleware: ReturnType<typeof onceSilent>, options: Around): void;
  };
}

interface Around {
  readonly step: 'finalizeRequest';
  readonly priority: 'low';
  readonly name: string;
}

/** The client, with a middleware around each attempt: the SDK's own step for that is inside its retries. */
export function aroundAttempts<C extends Stacked>(
  client: C,
  name: string,
  middleware: ReturnType<typeof onceSilent>,
): C {
  client.middlewareStack.add(middleware, { step: 'finalizeRequest', priority: 'low', name });
  return client;
}

/**
 * After a service did not answer one read, it is asked no other for a moment. A look at an account is up to a dozen
 * reads after each other, of four attempts with five seconds each: without this, one account that does not answer
 * holds the batch until Lambda kills it, and the other accounts in it come again minutes later. Writes are always
 * sent, as often as the SDK will: StartLogging never waits because another call got no answer.
 */
export function onceSilent({ now = Date.now }: Options = {}) {
  let silentUntil = Number.NEGATIVE_INFINITY;
  return <A, R>(next: (args: A) => Promise<R>, { commandName = '' }: Context) =>
    async (args: A): Promise<R> => {
      if (isRead(commandName) && now() < silentUntil) throw notAskedAgain();
      try {
        const answer = await next(args);
        silentUntil = Number.NEGATIVE_INFINITY;
        return answer;
      } catch (error) {
        if (error instanceof Error && error.name === 'TimeoutError')
          silentUntil = now() + MOMENT_MS;
        throw error;
      }
    };
}

/** The client, with a memory of its own: it belongs to one account, Region and service. */
export const askingOnce = <C extends Stacked>(client: C): C =>
  aroundAttempts(client, 'onceSilent', onceSilent());

/** Shorter than the five seconds after which a message first comes again: then the service is asked anew. */
const MOMENT_MS = 4_000;

const isRead = (commandName: string): boolean => /^(Get|List|Describe|Head)/.test(commandName);

/** Not under a name that the SDK would retry; the code is that of a moment ago. */
const notAskedAgain = (): Error =>
  Object.assign(new Error('It did not answer a moment ago, and is not asked again yet.'), {
    name: 'NotAskedAgain',
    code: 'TimeoutError',
  });

/**
 * A StartLogging that is refused as too fast is answered at once, and not after the SDK's growing pauses:
 * `insistently` asks again in a fifth of a second. The error gets a name that the SDK does not retry.
 */
const answerAtOnce =
  <A, R>(next: (args: A) => Promise<R>, { commandName }: Context) =>
  async (args: A): Promise<R> => {
    try {
      return await next(args);
    } catch (error) {
      if (commandName !== 'StartLoggingCommand' || !isThrottling(error)) throw error;
      throw Object.assign(new Error(error.message, { cause: error }), {
        name: 'ThrottledOnce',
        code: error.name,
      });
    }
  };

const isThrottling = (error: unknown): error is Error =>
  error instanceof Error && /^(Throttl|TooManyRequests|RequestLimitExceeded)/.test(error.name);

export const throttledOnce = <C extends Stacked>(client: C): C =>
  aroundAttempts(client, 'throttledOnce', answerAtOnce);

/** A Map that keeps only the most recently used entries: warm Lambdas live for hours. */
export class Recent<V> {
  readonly #entries = new Map<string, V>();

  constructor(readonly limit: number) {}

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > this.limit && oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
