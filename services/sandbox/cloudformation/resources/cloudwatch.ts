import { partitionOf } from '../../core/partition';
import { type Created, type Creation, physicalName, type ResourceType } from '../resource-type';

interface InertType {
  readonly type: string;
  readonly properties: readonly string[];
  /** The property that names the resource. */
  readonly name: string;
  /** Default: the name, and its ARN as `Arn`. */
  readonly identify?: (name: string, creation: Creation) => Created;
}

/** A type that is only written down: it can be referred to, and nothing happens with it. */
function inert({ type, properties, name, identify }: InertType): ResourceType {
  return {
    type,
    properties,
    inert: true,
    create: (creation) => {
      const given = physicalName(creation, name);
      return identify === undefined ? { physicalId: given } : identify(given, creation);
    },
  };
}

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
    attributes: {
      Arn: `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm:${name}`,
    },
  }),
});

export const cloudwatchDashboard = inert({
  type: 'AWS::CloudWatch::Dashboard',
  properties: ['DashboardBody', 'DashboardName'],
  name: 'DashboardName',
});
