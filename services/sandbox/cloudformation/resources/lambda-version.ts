import { requiredText } from '../properties';
import type { ResourceType } from '../resource-type';

/** Version 1 of a function is the function itself: code is never replaced under a stack here. */
export const lambdaVersion: ResourceType = {
  type: 'AWS::Lambda::Version',
  properties: ['CodeSha256', 'Description', 'FunctionName'],
  inert: true,
  create: ({ deployment: { accountId, region }, properties }) => {
    const name = requiredText(properties, 'FunctionName').split(':').at(-1);
    const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}:1`;
    return { physicalId: arn, attributes: { FunctionArn: arn, Version: '1' } };
  },
};
