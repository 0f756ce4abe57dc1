import { partitionOf } from '../core/partition';
import type { NamedPlace } from '../core/place';
import type { World } from '../core/service';
import { FairOrder } from './fair-order';
import { checkAttributes, describeAttributes, setAttributes } from './queue-attributes';
import { refuse } from './refusals';
import type { Queue } from './state';

interface QueueDraft extends NamedPlace {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Creates the queue, or returns the one of that name if the given attributes do not differ. */
export function createQueue(world: World, draft: QueueDraft): Queue {
  const attributes = draft.attributes ?? {};
  checkName(draft.name);
  checkAttributes(attributes);
  const arn = queueArn(draft);
  const known = world.sqs.queues.get(arn);
  if (known !== undefined) return sameQueue(known, attributes);
  const queue = emptyQueue(world, draft, arn);
  setAttributes(queue, attributes);
  world.sqs.queues.set(arn, queue);
  return queue;
}

export function queueArn({ accountId, region, name }: NamedPlace): string {
  return `arn:${partitionOf(region)}:sqs:${region}:${accountId}:${name}`;
}

function checkName(name: string): void {
  if (name.endsWith('.fifo')) {
    throw refuse.unsupportedOperation(
      'sandbox: FIFO queues are not emulated; see services/sandbox/sqs',
    );
  }
  if (!/^[\w-]{1,80}$/.test(name)) {
    throw refuse.invalidParameter(
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
}

function sameQueue(queue: Queue, attributes: Readonly<Record<string, string>>): Queue {
  const actual = describeAttributes(queue);
  const differs = Object.entries(attributes).find(([name, value]) => actual[name] !== value);
  if (differs !== undefined) throw refuse.queueNameExists(differs[0]);
  return queue;
}

function emptyQueue(world: World, draft: QueueDraft, arn: string): Queue {
  return {
    arn,
    name: draft.name,
    accountId: draft.accountId,
    region: draft.region,
    clock: world.clock,
    createdAt: world.now(),
    modifiedAt: world.now(),
    attributes: new Map(),
    tags: new Map(Object.entries(draft.tags ?? {})),
    visible: new FairOrder(),
    hidden: new Map(),
    dataKeys: new Map(),
    receipts: new Map(),
    waiting: new Set(),
  };
}

export function deleteQueue(world: World, queue: Queue): void {
  purgeQueue(queue);
  world.sqs.queues.delete(queue.arn);
  for (const wake of queue.waiting) wake();
}

/** Forgets every message, seen or unseen. AWS takes up to a minute; the sandbox does it at once. */
export function purgeQueue(queue: Queue): void {
  for (const { message, receiptHandle, waiting } of queue.hidden.values()) {
    waiting.cancel();
    if (receiptHandle !== undefined) queue.visible.settled(message);
  }
  queue.hidden.clear();
  queue.receipts.clear();
  queue.visible.clear();
}
