import type { Action } from '../../core/service';
import { requiredText, texts } from '../input';
import { onTopic, topicOfCall } from '../topic-of-call';
import { addStatement } from '../topic-policy';

export const addPermission: Action = {
  readOnly: false,
  ...onTopic('AddPermission'),
  handle: (call, world) => {
    const topic = topicOfCall(call, world);
    const accounts = texts(call.input, 'AWSAccountId').map((id) => `arn:aws:iam::${id}:root`);
    addStatement(topic, {
      Sid: requiredText(call.input, 'Label'),
      Effect: 'Allow',
      Principal: { AWS: accounts },
      Action: texts(call.input, 'ActionName').map((name) => `SNS:${name}`),
      Resource: topic.arn,
    });
    return {};
  },
};
