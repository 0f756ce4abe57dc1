import { aroundAttempts, type Stacked } from './once-silent';

interface Context {
  readonly commandName?: string;
}

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

export function throttledOnce<C extends Stacked>(client: C): C {
  client.middlewareStack.add(answerAtOnce, aroundAttempts('throttledOnce'));
  return client;
}
