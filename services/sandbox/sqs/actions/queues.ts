import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { pageAfter } from '../../core/page';
import type { Action, Call } from '../../core/service';
import { createQueue, deleteQueue, purgeQueue, queueArn } from '../create-queue';
import { optionalNumber, optionalText, requiredText, textMap, texts } from '../input';
import { checkAttributes, describeAttributes, setAttributes } from '../queue-attributes';
import { policyOf, queueOfCall, queueParts, queueUrl } from '../queue-of-call';
import { refuse } from '../refusals';

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
