import type { ListedDifference } from './listed-difference';

export const logsDifferences: readonly ListedDifference[] = [
  {
    calls: ['DeleteMetricFilter that does not exist'],
    path: '',
    sandbox: 'ResourceNotFoundException: The specified metric filter does not exist.',
    moto: 'answered',
    aws: 'sandbox',
    because: 'ResourceNotFoundException [API DeleteMetricFilter].',
  },
  {
    calls: ['DescribeLogGroups'],
    path: 'logGroups.0.bearerTokenAuthenticationEnabled',
    sandbox: false,
    aws: 'sandbox',
    because: 'A new group says that neither is on [R].',
  },
  {
    calls: ['DescribeLogGroups'],
    path: 'logGroups.0.deletionProtectionEnabled',
    sandbox: false,
    aws: 'sandbox',
    because: 'A new group says that neither is on [R].',
  },
  {
    calls: ['DescribeLogGroups'],
    path: 'logGroups.0.logGroupClass',
    sandbox: 'STANDARD',
    aws: 'sandbox',
    because: 'A group is STANDARD unless told otherwise, and says so [API LogGroup].',
  },
  {
    calls: ['DescribeMetricFilters'],
    path: 'metricFilters.0.creationTime',
    sandbox: '<creationTime>',
    aws: 'sandbox',
    because: 'A filter says when it was made [API MetricFilter].',
  },
  {
    calls: ['PutRetentionPolicy of two days'],
    path: '',
    sandbox:
      "InvalidParameterException: 1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
    moto: 'answered',
    aws: 'sandbox',
    because: 'Two is not among the possible values [API PutRetentionPolicy].',
  },
];
