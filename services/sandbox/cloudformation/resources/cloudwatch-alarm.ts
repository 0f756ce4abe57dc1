import { inert } from './inert';

export const cloudwatchAlarm = inert({
  type: 'AWS::CloudWatch::Alarm',
  properties: [
    'ActionsEnabled',
    'AlarmActions',
    'AlarmDescription',
    'AlarmName',
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluationPeriods',
    'ExtendedStatistic',
    'InsufficientDataActions',
    'MetricName',
    'Metrics',
    'Namespace',
    'OKActions',
    'Period',
    'Statistic',
    'Tags',
    'Threshold',
    'TreatMissingData',
    'Unit',
  ],
  name: 'AlarmName',
  identify: (name, { deployment: { accountId, region } }) => ({
    physicalId: name,
    attributes: { Arn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}` },
  }),
});
