import { expect, test } from '@jest/globals';
import { type StepCall, type StepInputs, stepOn } from '../../../shared/domain/step';
import { recreateLogGroup } from '../../../shared/restore/runbooks/log-group/recreate-log-group';
import { restoreDataProtection } from '../../../shared/restore/runbooks/log-group/restore-data-protection';
import { restoreLogGroupKey } from '../../../shared/restore/runbooks/log-group/restore-log-group-key';
import { restoreRetention } from '../../../shared/restore/runbooks/log-group/restore-retention';
import { restoreSubscriptions } from '../../../shared/restore/runbooks/log-group/restore-subscriptions';
import { aFinding } from '../../builders/a-finding';
import {
  aLogGroup,
  aLogGroupBaseline,
  aLogGroupState,
  aPlainLogGroupState,
  aSubscriptionFilter,
  KEY,
} from '../../builders/log-group/a-log-group';

const a = <C extends StepCall>(call: C, input: StepInputs[C]) => stepOn(aLogGroup(), call, input);
const logGroupName = 'trail';
const logGroupIdentifier = 'trail';
const plain = aLogGroupBaseline(aPlainLogGroupState());
const policyDocument = aLogGroupState().dataProtectionPolicy ?? '';
const retained = a('logs:PutRetentionPolicy', { logGroupName, retentionInDays: 365 });
const masked = a('logs:PutDataProtectionPolicy', { logGroupIdentifier, policyDocument });
const sent = a('logs:PutSubscriptionFilter', { logGroupName, ...aSubscriptionFilter() });

test('recreate-log-group: everything of the baseline is set, in an order that can be resumed', () => {
  const [filter] = aLogGroupState().metricFilters ?? [];
  expect(recreateLogGroup.steps([aFinding('delete-log-group')], aLogGroupBaseline())).toEqual([
    a('logs:CreateLogGroup', {
      logGroupName,
      logGroupClass: 'STANDARD',
      kmsKeyId: KEY,
      tags: { owner: 'security' },
    }),
    retained,
    filter && a('logs:PutMetricFilter', { logGroupName, ...filter }),
    masked,
    sent,
  ]);
});

test('recreate-log-group: a plain group is made, and nothing more', () => {
  expect(recreateLogGroup.steps([aFinding('delete-log-group')], plain)).toEqual([
    a('logs:CreateLogGroup', { logGroupName, logGroupClass: 'STANDARD' }),
  ]);
});

test.each([
  {
    runbook: restoreRetention,
    put: retained,
    taken: a('logs:DeleteRetentionPolicy', { logGroupName }),
  },
  {
    runbook: restoreLogGroupKey,
    put: a('logs:AssociateKmsKey', { logGroupName, kmsKeyId: KEY }),
    taken: a('logs:DisassociateKmsKey', { logGroupName }),
  },
  {
    runbook: restoreDataProtection,
    put: masked,
    taken: a('logs:DeleteDataProtectionPolicy', { logGroupIdentifier }),
  },
])('$runbook.id: the value of the baseline is put back, or removed if it has none', (one) => {
  const found = aFinding(one.runbook.undoes[0] ?? '');
  expect(one.runbook.steps([found, found], aLogGroupBaseline())).toEqual([one.put]);
  expect(one.runbook.steps([found], plain)).toEqual([one.taken]);
});

test('restore-subscriptions: a filter in the way is removed before that of the baseline is put back', () => {
  const part = 'subscriptionFilters.siem:mine:yours, too';
  const found = aFinding('redirect-subscription', { part });
  expect(restoreSubscriptions.steps([found, found], aLogGroupBaseline())).toEqual([
    a('logs:DeleteSubscriptionFilter', { logGroupName, filterName: 'mine' }),
    a('logs:DeleteSubscriptionFilter', { logGroupName, filterName: 'yours, too' }),
    sent,
  ]);
});

test.each([
  recreateLogGroup,
  restoreRetention,
  restoreLogGroupKey,
  restoreDataProtection,
  restoreSubscriptions,
])('$id: no findings make no steps', ({ steps }) => {
  expect(steps([], aLogGroupBaseline())).toEqual([]);
});

test('recreate-log-group: only retention and filters are owed, until they equal the baseline', () => {
  const must = aLogGroupBaseline();
  const owedTo = (different: Parameters<typeof aLogGroupState>[0]) =>
    recreateLogGroup.finish?.(aLogGroupState(different), must).map(({ call }) => call.slice(5));
  const [filter] = aLogGroupState().metricFilters ?? [];
  expect(owedTo({})).toEqual([]);
  expect(owedTo({ metricFilters: [] })).toEqual(['PutMetricFilter']);
  expect(owedTo({ retentionInDays: 3_653 })).toEqual(['PutRetentionPolicy']); // longer is not the same
  expect(
    owedTo({ metricFilters: filter ? [filter, { ...filter, filterName: 'more' }] : [] }),
  ).toEqual([]);
  // AWS refuses both of them to that class, and the retention alone takes the other.
  const bare = { metricFilters: [], retentionInDays: 2 };
  expect(owedTo({ ...bare, logGroupClass: 'DELIVERY' })).toEqual([]);
  expect(owedTo({ ...bare, logGroupClass: 'INFREQUENT_ACCESS' })).toEqual(['PutRetentionPolicy']);
  const { metricFilters: _, ...unread } = aLogGroupState();
  expect(recreateLogGroup.finish?.(unread, must)).toEqual([]);
  expect(recreateLogGroup.finish?.(aLogGroupState(), plain)).toEqual([]);
});
