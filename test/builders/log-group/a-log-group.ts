import type { Baseline } from '../../../shared/domain/baseline';
import type { LogGroupState, SubscriptionFilter } from '../../../shared/domain/log-group';
import type { Known } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import { at } from '../at';

export const aLogGroup = (): Subject<'log-group'> => ({
  kind: 'log-group',
  accountId: '444455556666',
  region: 'us-east-1',
  id: 'arn:aws:logs:us-east-1:444455556666:log-group:trail',
});

/** Everything goes to a function. */
export const aSubscriptionFilter = (
  different: Partial<SubscriptionFilter> = {},
): SubscriptionFilter => ({
  filterName: 'siem',
  filterPattern: '',
  destinationArn: 'arn:aws:lambda:us-east-1:444455556666:function:siem',
  distribution: 'ByLogStream',
  ...different,
});

export const KEY = 'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-1111-4222-8333-444455556666';

/** A log group with everything a group can have; fit to be a baseline. */
export const aLogGroupState = (different: Partial<LogGroupState> = {}): LogGroupState => ({
  name: 'trail',
  logGroupClass: 'STANDARD',
  kmsKeyId: KEY,
  retentionInDays: 365,
  subscriptionFilters: [aSubscriptionFilter()],
  metricFilters: [
    {
      filterName: 'root-login',
      filterPattern: '{ $.userIdentity.type = "Root" }',
      metricTransformations: [
        { metricName: 'RootLogin', metricNamespace: 'Trail', metricValue: '1' },
      ],
    },
  ],
  dataProtectionPolicy: '{"Name":"privacy","Statement":[],"Version":"2021-06-01"}',
  tags: { owner: 'security' },
  ...different,
});

/** A log group with the least a group can have. */
export const aPlainLogGroupState = (different: Partial<LogGroupState> = {}): LogGroupState => ({
  name: 'trail',
  logGroupClass: 'STANDARD',
  subscriptionFilters: [],
  metricFilters: [],
  dataProtectionPolicy: '',
  tags: {},
  ...different,
});

/** The state that a look which only lists groups sees. */
export const aLogGroupStateWithoutParts = (): LogGroupState => ({
  name: 'trail',
  logGroupClass: 'STANDARD',
  kmsKeyId: KEY,
  retentionInDays: 365,
});

export const aLogGroupBaseline = (
  state: LogGroupState = aLogGroupState(),
): Baseline<'log-group'> => ({
  subject: aLogGroup(),
  version: 1,
  state,
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});

export const logGroupSeen = (state: LogGroupState): Known<'log-group'> => ({
  kind: 'present',
  subject: aLogGroup(),
  observedAt: at(60),
  state,
});

export const logGroupGone = (): Known<'log-group'> => ({
  kind: 'absent',
  subject: aLogGroup(),
  observedAt: at(60),
});

/** What a technique compares with: the builder's baseline, unless told otherwise. */
export const logGroupExpected = (state?: LogGroupState) => ({
  baseline: aLogGroupBaseline(state),
  accountedUntil: at(0),
});
