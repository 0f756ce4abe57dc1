import { randomUUID } from 'node:crypto';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { pageAfter } from '../../core/page';
import type { Action, Call, World } from '../../core/service';
import { createQueue, deleteQueue, purgeQueue, queueArn } from '../create-queue';
import { optionalNumber, optionalText, requiredText, textMap, texts } from '../input';
import type { Message } from '../message';
import { checkAttributes, describeAttributes, setAttributes } from '../queue-attributes';
import { policyOf, queueOfCall, queueParts, queueUrl } from '../queue-of-call';
import { redrivePolicy } from '../redrive';
import { refuse } from '../refusals';
import type { MoveTask, Queue } from '../state';
import { show } from '../visibility';

const onQueue = actionsOn(queueParts, queueOfCall);

export const createQueueAction: Action = {
  resource: (call) => queueArn({ ...call, name: requiredText(call.input, 'QueueName') }),
  handle: (call, world) => {
    const queue = createQueue(world, {
      accountId: call.accountId,
      region: call.region,
      name: requiredText(call.input, 'QueueName'),
      attributes: textMap(call.input, 'Attributes'),
      tags: textMap(call.input, 'tags'),
    });
    return { QueueUrl: queueUrl(world, queue) };
  },
  record: (_call, output) => ({ responseElements: output ?? null }),
};

export const getQueueUrlAction: Action = {
  resource: namedQueueArn,
  resourcePolicy: (call, world) => policyOf(namedQueueArn(call), world),
  handle: (call, world) => {
    const queue = world.sqs.queues.get(namedQueueArn(call));
    if (queue === undefined) throw refuse.queueDoesNotExist();
    return { QueueUrl: queueUrl(world, queue) };
  },
};

function namedQueueArn(call: Call): string {
  return queueArn({
    region: call.region,
    accountId: optionalText(call.input, 'QueueOwnerAWSAccountId') ?? call.accountId,
    name: requiredText(call.input, 'QueueName'),
  });
}

const optional = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
];

export const getQueueAttributesAction = onQueue((queue, call) => {
  const all = describeAttributes(queue);
  const names = texts(call.input, 'AttributeNames');
  if (names.includes('All')) return { Attributes: all };
  const unknown = names.find((name) => !(name in all) && !optional.includes(name));
  if (unknown !== undefined) throw refuse.invalidAttributeName(unknown);
  const chosen = Object.entries(all).filter(([name]) => names.includes(name));
  return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
});

export const setQueueAttributesAction = onQueue((queue, call, world) => {
  const attributes = textMap(call.input, 'Attributes');
  checkAttributes(attributes);
  setAttributes(queue, attributes);
  queue.modifiedAt = world.now();
});

export const listQueuesAction: Action = {
  handle: (call, world) => {
    const prefix = optionalText(call.input, 'QueueNamePrefix') ?? '';
    const max = optionalNumber(call.input, 'MaxResults') ?? 1000;
    if (max < 1 || max > 1000) {
      throw refuse.invalidParameter(
        `Value ${max} for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000.`,
      );
    }
    const queues = ownOf(call, world.sqs.queues).filter(({ name }) => name.startsWith(prefix));
    const { items, next } = pageAfter(queues, {
      from: optionalText(call.input, 'NextToken'),
      size: max,
      nameOf: ({ name }) => name,
    });
    return {
      QueueUrls: items.map((queue) => queueUrl(world, queue)),
      ...(next !== undefined && { NextToken: next }),
    };
  },
};

export const purgeQueueAction = onQueue((queue) => {
  purgeQueue(queue);
});

export const deleteQueueAction = onQueue((queue, _call, world) => {
  deleteQueue(world, queue);
});

export const startMessageMoveTaskAction: Action = {
  resource: (call) => requiredText(call.input, 'SourceArn'),
  handle: (call, world) => {
    const source = deadLetterQueue(world, requiredText(call.input, 'SourceArn'));
    const destination = optionalText(call.input, 'DestinationArn');
    if (destination !== undefined && !world.sqs.queues.has(destination)) {
      throw refuse.resourceNotFound(
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
      );
    }
    return { TaskHandle: moveMessages(world, source, destination).handle };
  },
};

/** AWS moves messages only out of a queue that another one names as its dead-letter queue. */
function deadLetterQueue(world: World, arn: string): Queue {
  const queue = world.sqs.queues.get(arn);
  if (queue === undefined) {
    throw refuse.resourceNotFound(
      "The resource that you specified for the SourceArn parameter doesn't exist.",
    );
  }
  const isTarget = [...world.sqs.queues.values()].some(
    (each) => redrivePolicy(each)?.deadLetterTargetArn === arn,
  );
  if (!isTarget)
    throw refuse.resourceNotFound('Source queue must be configured as a Dead Letter Queue.');
  return queue;
}

export const listMessageMoveTasksAction: Action = {
  resource: (call) => requiredText(call.input, 'SourceArn'),
  handle: (call, world) => {
    const source = requiredText(call.input, 'SourceArn');
    const tasks = world.sqs.moveTasks.filter(({ sourceArn }) => sourceArn === source);
    return { Results: tasks.slice(0, optionalNumber(call.input, 'MaxResults') ?? 1).map(render) };
  },
};

function render(task: MoveTask) {
  return {
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt.getTime(),
  };
}

/**
 * Sends what is visible in a dead-letter queue back, each message to the queue it came from or all
 * to one. AWS does it in the background with a chosen speed; the sandbox at once.
 */
function moveMessages(world: World, source: Queue, destinationArn?: string): MoveTask {
  const waiting = takeAll(source);
  const stuck: Message[] = [];
  for (const message of waiting) {
    const to = world.sqs.queues.get(destinationArn ?? message.deadLetterSourceArn ?? '');
    if (to === undefined) stuck.push(message);
    else
      show(to, {
        ...message,
        receiveCount: 0,
        firstReceivedAt: undefined,
        deadLetterSourceArn: undefined,
      });
  }
  for (const message of stuck) show(source, message);
  const task: MoveTask = {
    handle: Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn })).toString(
      'base64',
    ),
    sourceArn: source.arn,
    destinationArn,
    startedAt: world.now(),
    toMove: waiting.length,
    moved: waiting.length - stuck.length,
    status: stuck.length === 0 ? 'COMPLETED' : 'FAILED',
    failureReason: stuck.length === 0 ? undefined : 'CouldNotDetermineMessageSource',
  };
  world.sqs.moveTasks.unshift(task);
  return task;
}

function takeAll(queue: Queue): readonly Message[] {
  const messages: Message[] = [];
  for (let next = queue.visible.take(); next !== undefined; next = queue.visible.take()) {
    queue.visible.settled(next);
    messages.push(next);
  }
  return messages;
}
