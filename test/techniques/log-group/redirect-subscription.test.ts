import { expect, test } from '@jest/globals';
import type { SubscriptionFilter } from '../../../shared/domain/log-group';
import { redirectSubscription } from '../../../shared/tampering/log-group/redirect-subscription/technique';
import {
  aLogGroupState,
  aSubscriptionFilter,
  logGroupExpected,
  logGroupSeen,
} from '../../builders/log-group/a-log-group';

const having = (...subscriptionFilters: readonly SubscriptionFilter[]) =>
  redirectSubscription.detect(
    logGroupSeen(aLogGroupState({ subscriptionFilters })),
    logGroupExpected(),
  );
const elsewhere = 'arn:aws:lambda:us-east-1:999988887777:function:mine';
const foreign = aSubscriptionFilter({ filterName: 'mine', destinationArn: elsewhere });

test('redirect-subscription: a filter that is gone is found, and named', () => {
  expect(having()).toEqual({
    technique: 'redirect-subscription',
    part: 'subscriptionFilters.siem',
    expected: 'siem to arn:aws:lambda:us-east-1:444455556666:function:siem',
    actual: 'none',
    sentence: 'Log group trail no longer sends its entries as it must: siem.',
    healed: false,
  });
});

test.each([
  { told: 'sends elsewhere', different: { destinationArn: elsewhere } },
  { told: 'matches nothing', different: { filterPattern: '"never"' } },
  { told: 'acts as another role', different: { roleArn: 'arn:aws:iam::999988887777:role/x' } },
])('redirect-subscription: a filter of the same name that $told is found', ({ different }) => {
  expect(having(aSubscriptionFilter(different))).toMatchObject({
    part: 'subscriptionFilters.siem',
  });
});

test('redirect-subscription: filters that took the place of the baseline’s are named too', () => {
  expect(having(foreign, { ...foreign, filterName: 'yours, too' })).toMatchObject({
    part: 'subscriptionFilters.siem:mine:yours, too',
    sentence: 'Log group trail no longer sends its entries as it must: siem.',
  });
});

test('redirect-subscription: a further filter beside that of the baseline is not found', () => {
  expect(having(foreign, aSubscriptionFilter())).toBeUndefined();
});
