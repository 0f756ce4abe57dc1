import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LogGroupState, SubscriptionFilter } from '../../../shared/domain/log-group';
import type { Step } from '../../../shared/domain/step';
import { decide } from '../../../shared/restore/decide';
import { at } from '../../builders/at';
import {
  aLogGroupBaseline,
  aLogGroupState,
  aPlainLogGroupState,
  aSubscriptionFilter,
  logGroupGone,
  logGroupSeen,
} from '../../builders/log-group/a-log-group';

const redirected: readonly (readonly SubscriptionFilter[])[] = [
  [aSubscriptionFilter()],
  [],
  [aSubscriptionFilter({ filterPattern: '"never"' })],
  [aSubscriptionFilter({ filterName: 'mine' }), aSubscriptionFilter({ filterName: 'yours, too' })],
];

/** Shorter, redirected, encrypted or masked otherwise, or gone; wider is no tampering. */
const anyTampered = fc.option(
  fc.record({
    retentionInDays: fc.constantFrom(365, 1, 30),
    kmsKeyId: fc.constantFrom(aLogGroupState().kmsKeyId, 'arn:aws:kms:foreign', undefined),
    dataProtectionPolicy: fc.constantFrom(aLogGroupState().dataProtectionPolicy ?? '', '', '{}'),
    subscriptionFilters: fc.constantFrom(...redirected),
  }),
);

const decideOn = (state: LogGroupState | undefined) =>
  decide({
    observation: state ? logGroupSeen(state) : logGroupGone(),
    memory: { baseline: aLogGroupBaseline() },
    exemptions: [],
    events: [],
    now: at(60),
  });

const withFilters = (
  before: LogGroupState,
  name: string,
  put: readonly SubscriptionFilter[],
): LogGroupState => {
  const others = (before.subscriptionFilters ?? []).filter(({ filterName }) => filterName !== name);
  return { ...before, subscriptionFilters: [...others, ...put] };
};

/** The state of a log group after CloudWatch Logs took a step. The baseline needs no other steps. */
function afterStep(before: LogGroupState, { call, input }: Step): LogGroupState {
  if (call === 'logs:CreateLogGroup') {
    const { logGroupName: name, ...others } = input;
    return { ...aPlainLogGroupState({ name }), ...others };
  }
  if (call === 'logs:PutRetentionPolicy') {
    return { ...before, retentionInDays: input.retentionInDays };
  }
  if (call === 'logs:PutMetricFilter') {
    const { logGroupName, ...filter } = input;
    return { ...before, metricFilters: [...(before.metricFilters ?? []), filter] };
  }
  if (call === 'logs:PutDataProtectionPolicy') {
    return { ...before, dataProtectionPolicy: input.policyDocument };
  }
  if (call === 'logs:AssociateKmsKey') return { ...before, kmsKeyId: input.kmsKeyId };
  if (call === 'logs:DeleteSubscriptionFilter') return withFilters(before, input.filterName, []);
  if (call !== 'logs:PutSubscriptionFilter') return before;
  const { logGroupName, ...filter } = input;
  return withFilters(before, filter.filterName, [filter]);
}

test('the steps of any tampered log group make it what it must be, and then there are none', () => {
  fc.assert(
    fc.property(anyTampered, (tampered) => {
      const { kmsKeyId, ...state } = { ...aLogGroupState(), ...tampered };
      const before = tampered ? { ...state, ...(kmsKeyId && { kmsKeyId }) } : undefined;
      const decision = decideOn(before);
      const steps = decision.kind === 'restore' ? decision.steps : [];
      const after = steps.reduce(afterStep, before ?? aPlainLogGroupState());
      expect(after).toEqual(aLogGroupState());
      expect(decideOn(after).kind).toBe('compliant');
    }),
    { numRuns: 100 },
  );
});
