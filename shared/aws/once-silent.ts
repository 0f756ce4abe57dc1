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

/** The SDK's own step for what surrounds a single attempt: inside its retries. */
export const aroundAttempts = (name: string): Around => ({
  step: 'finalizeRequest',
  priority: 'low',
  name,
});

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
export function askingOnce<C extends Stacked>(client: C): C {
  client.middlewareStack.add(onceSilent(), aroundAttempts('onceSilent'));
  return client;
}

/** Shorter than the five seconds after which a message first comes again: then the service is asked anew. */
const MOMENT_MS = 4_000;

const isRead = (commandName: string): boolean => /^(Get|List|Describe|Head)/.test(commandName);

/** Not under a name that the SDK would retry; the code is that of a moment ago. */
const notAskedAgain = (): Error =>
  Object.assign(new Error('It did not answer a moment ago, and is not asked again yet.'), {
    name: 'NotAskedAgain',
    code: 'TimeoutError',
  });
