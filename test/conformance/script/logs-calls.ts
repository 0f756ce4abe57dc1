import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteRetentionPolicyCommand,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { as, type Call, type Step } from './call';
import type { Clients } from './place';

const logGroupName = 'conformance';
const NO_GROUP = 'no-such-group';

type Ask = (logs: Clients['logs']) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({ title, make: ({ logs }) => ask(logs) });

const group = [
  step('CreateLogGroup', (on) => on.send(new CreateLogGroupCommand({ logGroupName }))),
  step('CreateLogGroup with a taken name', (on) =>
    on.send(new CreateLogGroupCommand({ logGroupName })),
  ),
  step('PutRetentionPolicy', (on) =>
    on.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 365 })),
  ),
  step('DescribeLogGroups', (on) =>
    on.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName })),
  ),
  step('PutRetentionPolicy of two days', (on) =>
    on.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 })),
  ),
  step('DeleteRetentionPolicy', (on) =>
    on.send(new DeleteRetentionPolicyCommand({ logGroupName })),
  ),
  step('PutRetentionPolicy of a group that does not exist', (on) =>
    on.send(new PutRetentionPolicyCommand({ logGroupName: NO_GROUP, retentionInDays: 1 })),
  ),
];

const filters = [
  step('PutMetricFilter', (on) =>
    on.send(
      new PutMetricFilterCommand({
        logGroupName,
        filterName: 'stopped',
        filterPattern: '{ $.eventName = StopLogging }',
        metricTransformations: [
          { metricName: 'Stopped', metricNamespace: 'Security', metricValue: '1' },
        ],
      }),
    ),
  ),
  step('DescribeMetricFilters', (on) =>
    on.send(new DescribeMetricFiltersCommand({ logGroupName })),
  ),
  step('DeleteMetricFilter', (on) =>
    on.send(new DeleteMetricFilterCommand({ logGroupName, filterName: 'stopped' })),
  ),
  step('DeleteMetricFilter that does not exist', (on) =>
    on.send(new DeleteMetricFilterCommand({ logGroupName, filterName: 'stopped' })),
  ),
  step('DescribeSubscriptionFilters', (on) =>
    on.send(new DescribeSubscriptionFiltersCommand({ logGroupName })),
  ),
  step('DeleteSubscriptionFilter that does not exist', (on) =>
    on.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'siem' })),
  ),
];

const gone = [
  step('DeleteLogGroup', (on) => on.send(new DeleteLogGroupCommand({ logGroupName }))),
  step('DeleteLogGroup that does not exist', (on) =>
    on.send(new DeleteLogGroupCommand({ logGroupName })),
  ),
];

export const logsCalls: readonly Call[] = as('member', ...group, ...filters, ...gone);
