import { inert } from './inert';

export const snsTopic = inert({
  type: 'AWS::SNS::Topic',
  properties: ['DisplayName', 'KmsMasterKeyId', 'Subscription', 'Tags', 'TopicName'],
  name: 'TopicName',
  identify: (name, { deployment: { accountId, region } }) => {
    const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
    return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
});
