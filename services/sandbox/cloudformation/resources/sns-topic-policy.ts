import { inert } from './inert';

export const snsTopicPolicy = inert({
  type: 'AWS::SNS::TopicPolicy',
  properties: ['PolicyDocument', 'Topics'],
  name: 'Id',
});
