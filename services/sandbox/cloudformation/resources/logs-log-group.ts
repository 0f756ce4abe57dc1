import { inert } from './inert';

export const logsLogGroup = inert({
  type: 'AWS::Logs::LogGroup',
  properties: ['KmsKeyId', 'LogGroupClass', 'LogGroupName', 'RetentionInDays', 'Tags'],
  name: 'LogGroupName',
  identify: (name, { deployment: { accountId, region } }) => ({
    physicalId: name,
    attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` },
  }),
});
