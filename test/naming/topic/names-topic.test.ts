import { expect, test } from '@jest/globals';
import { type NamedCall, namesTopic } from '../../../shared/signal/names';
import { aTopic } from '../../builders/topic/a-topic';

const { id } = aTopic();
const call = (parameters: NamedCall['parameters']): NamedCall => ({
  eventName: 'SetTopicAttributes',
  accountId: '444455556666',
  region: 'us-east-1',
  parameters,
  resources: [],
});

test.each([
  ['its ARN', call({ topicArn: id })],
  ['the ARN of one of its subscriptions', call({ subscriptionArn: `${id}:0a1b2c3d` })],
])('a call with %s is about a topic', (_, about) => {
  expect(namesTopic(aTopic(), about)).toBe(true);
});

test.each([
  ['a topic whose name begins like its own', call({ topicArn: `${id}-2` })],
  ['a subscription of such a topic', call({ subscriptionArn: `${id}-2:0a1b2c3d` })],
  ['no parameters at all, as denied ones', call({})],
])('a call with %s is not about a topic', (_, about) => {
  expect(namesTopic(aTopic(), about)).toBe(false);
});
