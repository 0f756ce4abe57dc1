import { type Environment, type Invoked, type Packaged, startEnvironment } from './environment';
import type { Message, SignalsQueue } from './signals-queue';

export interface Responders {
  /** There may be something to take. */
  readonly wake: () => void;
  readonly account: () => Work;
  readonly close: () => void;
}

/** What the responders have done so far. */
export interface Work {
  readonly batches: number;
  readonly killed: number;
  readonly billedMs: number;
  readonly cpuMs: number;
  readonly peakKb: number;
  readonly loggedBytes: number;
}

/** An event source mapping: an environment that is idle gets what waits, ten messages at most. */
export function startResponders(
  count: number,
  responder: Packaged,
  queue: () => SignalsQueue,
): Responders {
  const environments = Array.from({ length: count }, () => startEnvironment(responder));
  const idle = [...environments];
  const done: { readonly by: Environment; readonly invoked: Invoked }[] = [];
  let isOpen = true;
  const wake = (): void => {
    while (isOpen && idle.length > 0 && queue().waiting() > 0) {
      const environment = idle.shift();
      if (environment) void work(environment, queue().take(performance.now()));
    }
  };
  const work = async (by: Environment, messages: readonly Message[]): Promise<void> => {
    const invoked = await by.invoke({ Records: messages.map(recordOf) });
    done.push({ by, invoked });
    const failed = failuresIn(invoked, messages);
    for (const message of messages) {
      if (failed.has(message.receiptHandle)) queue().giveBack(message);
      else queue().done(message);
    }
    idle.push(by);
    wake();
  };
  return {
    wake,
    account: () => accountOf(done, environments),
    close: () => {
      isOpen = false;
      for (const environment of environments) environment.close();
    },
  };
}

const recordOf = ({ body, receiptHandle, received }: Message) => ({
  messageId: receiptHandle,
  receiptHandle,
  body,
  attributes: { ApproximateReceiveCount: String(received) },
});

/** Of a call that failed as a whole, every message. */
function failuresIn({ output }: Invoked, messages: readonly Message[]): ReadonlySet<string> {
  const answer = output as
    | { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }
    | undefined;
  return new Set(
    answer
      ? answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
      : messages.map(({ receiptHandle }) => receiptHandle),
  );
}

function accountOf(
  done: readonly { readonly by: Environment; readonly invoked: Invoked }[],
  environments: readonly Environment[],
): Work {
  const last = environments.map(
    (environment) => done.findLast(({ by }) => by === environment)?.invoked,
  );
  const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);
  return {
    batches: done.length,
    killed: done.filter(({ invoked }) => invoked.error !== undefined).length,
    billedMs: sum(done.map(({ invoked }) => invoked.tookMs)),
    cpuMs: sum(last.map((invoked) => invoked?.cpuMs ?? 0)),
    peakKb: Math.max(0, ...done.map(({ invoked }) => invoked.peakKb)),
    loggedBytes: sum(environments.map((environment) => environment.logged())),
  };
}
