import type { Action } from '../../core/service';
import { requiredText, texts } from '../input';
import { refuse } from '../refusals';
import { onTopic, topicOfCall } from '../topic-of-call';
import { addStatement } from '../topic-policy';

/** What a topic policy can grant. [D] sns-access-policy-language-api-permissions-reference */
const grantable = [
  'AddPermission',
  'DeleteTopic',
  'GetTopicAttributes',
  'ListSubscriptionsByTopic',
  'Publish',
  'Receive',
  'RemovePermission',
  'SetTopicAttributes',
  'Subscribe',
];

export const addPermission: Action = {
  readOnly: false,
  ...onTopic('AddPermission'),
  handle: (call, world) => {
    const topic = topicOfCall(call, world);
    const names = texts(call.input, 'ActionName');
    if (!names.every((name) => grantable.includes(name))) {
      throw refuse.invalidParameter('Policy statement action out of service scope!');
    }
    const accounts = texts(call.input, 'AWSAccountId').map((id) => `arn:aws:iam::${id}:root`);
    addStatement(topic, {
      Sid: requiredText(call.input, 'Label'),
      Effect: 'Allow',
      Principal: { AWS: accounts },
      Action: names.map((name) => `SNS:${name}`),
      Resource: topic.arn,
    });
    return {};
  },
};
