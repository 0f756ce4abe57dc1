import type { Action, Call, World } from '../../core/service';
import { waitFor } from '../../core/wait-for';
import { optionalNumber, texts } from '../input';
import { attributesDigest, bodyDigest, systemAttributes } from '../message';
import { numberAttribute } from '../queue-attributes';
import { checkKeyAccess, queueOfCall, queueParts } from '../queue-of-call';
import { type Received, receiveMessages } from '../receive-messages';
import { refuse } from '../refusals';
import type { Queue } from '../state';

export const receiveMessageAction: Action = {
  ...queueParts,
  handle: async (call, world) => {
    const queue = queueOfCall(call, world);
    checkKeyAccess({ call, world }, queue, 'receive');
    const received = await poll(call, world, queue);
    return received.length === 0 ? {} : { Messages: received.map((each) => render(call, each)) };
  },
  record: null,
};

/** Answers at once if something is visible; a long poll waits for the first arrival, not for the time. */
async function poll(call: Call, world: World, queue: Queue): Promise<readonly Received[]> {
  const receiving = {
    max: bounded(call, 'MaxNumberOfMessages', { min: 1, max: 10, initial: 1 }),
    visibilitySeconds: bounded(call, 'VisibilityTimeout', {
      min: 0,
      max: 43_200,
      initial: numberAttribute(queue, 'VisibilityTimeout'),
    }),
  };
  const seconds = bounded(call, 'WaitTimeSeconds', {
    min: 0,
    max: 20,
    initial: numberAttribute(queue, 'ReceiveMessageWaitTimeSeconds'),
  });
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const received = receiveMessages(world, queue, receiving);
    const left = deadline - performance.now();
    if (received.length > 0 || left <= 0 || !world.sqs.queues.has(queue.arn)) return received;
    await waitFor({ milliseconds: left, waiting: queue.waiting });
  }
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

function bounded(call: Call, name: string, { min, max, initial }: Bounds): number {
  const value = optionalNumber(call.input, name) ?? initial;
  if (value < min || value > max) {
    throw refuse.invalidParameter(
      `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
    );
  }
  return value;
}

function render(call: Call, { message, receiptHandle }: Received) {
  const wanted = new Set([
    ...texts(call.input, 'AttributeNames'),
    ...texts(call.input, 'MessageSystemAttributeNames'),
  ]);
  const attributes = Object.entries(message.attributes).filter(([name]) =>
    texts(call.input, 'MessageAttributeNames').some((pattern) => names(pattern, name)),
  );
  const chosen = Object.entries(systemAttributes(message)).filter(
    ([name]) => wanted.has('All') || wanted.has(name),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: bodyDigest(message.body),
    Body: message.body,
    ...(chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) }),
    ...(attributes.length === 0
      ? {}
      : {
          MessageAttributes: Object.fromEntries(attributes),
          MD5OfMessageAttributes: attributesDigest(Object.fromEntries(attributes)),
        }),
  };
}

/** `All`, `.*`, a prefix such as `RULE_*`, or the name itself. */
function names(pattern: string, name: string): boolean {
  if (pattern === 'All' || pattern === '.*') return true;
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
