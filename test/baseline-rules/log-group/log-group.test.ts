import { expect, test } from '@jest/globals';
import { logGroupRules } from '../../../shared/restore/baseline-rules/log-group';
import { aLogGroupState, aPlainLogGroupState } from '../../builders/log-group/a-log-group';

test.each([aLogGroupState(), aPlainLogGroupState(), aPlainLogGroupState({ retentionInDays: 7 })])(
  'a log group that keeps its entries for a week or more may become a baseline by itself',
  (state) => {
    expect(logGroupRules.unfit(state)).toBeUndefined();
  },
);

test.each([
  [1, 'it keeps entries for one day only'],
  [5, 'it keeps entries for 5 days only'],
])(
  'a log group that keeps its entries for %d days may not become a baseline by itself',
  (retentionInDays, why) => {
    expect(logGroupRules.unfit(aLogGroupState({ retentionInDays }))).toBe(why);
  },
);

test('no earlier state is presumed of a log group', () => {
  expect(logGroupRules.presumed(aLogGroupState())).toBeUndefined();
});
