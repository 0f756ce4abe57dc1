import { expect, test } from '@jest/globals';
import type { GuardRailState } from '../../../shared/domain/guard-rail';
import { techniques } from '../../../shared/tampering/catalogue';
import {
  aGuardRail,
  aGuardRailState,
  denying,
  guardRailExpected,
  guardRailSeen,
} from '../../builders/guard-rail/a-guard-rail';

const found = (state: GuardRailState | undefined, expected = guardRailExpected()) =>
  techniques['guard-rail'].flatMap((technique) => {
    const finding = technique.detect(guardRailSeen(state), expected);
    return finding ? [finding] : [];
  });
const read = aGuardRailState();
const { targets, policyType, ...withoutParts } = read;
const off = { rootId: 'r-ab12', enabled: false };

test('delete-guard-rail: a policy that is gone is found, and its new ARN is announced', () => {
  expect(found(undefined)).toEqual([
    {
      technique: 'delete-guard-rail',
      part: 'p-examplepolicy1: policy',
      expected: 'a policy',
      actual: 'no policy of this id, and no replacement',
      sentence:
        'Policy keep-trails-on was deleted. Its replacement has another ARN, which a person must accept.',
      healed: false,
    },
  ]);
});

test('detach-guard-rail: a policy that lost a target is found, and the target named', () => {
  expect(found(aGuardRailState({ targets: ['444455556666'] }))).toEqual([
    {
      technique: 'detach-guard-rail',
      part: 'p-examplepolicy1: targets',
      expected: '444455556666, r-ab12',
      actual: '444455556666',
      sentence: 'Policy keep-trails-on no longer binds r-ab12.',
      healed: false,
    },
  ]);
});

test('rewrite-guard-rail: a policy with another document is found', () => {
  const content = denying('cloudtrail:LookupEvents');
  expect(found(aGuardRailState({ content }))).toEqual([
    {
      technique: 'rewrite-guard-rail',
      part: 'p-examplepolicy1: content',
      expected: read.content,
      actual: content,
      sentence: 'Policy keep-trails-on was rewritten: content.',
      healed: false,
    },
  ]);
});

test('rewrite-guard-rail: a stricter document is found too: it may be aimed at the warden', () => {
  const content = denying('cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'sts:AssumeRole');
  expect(found(aGuardRailState({ content }))).toMatchObject([{ technique: 'rewrite-guard-rail' }]);
});

test('turn-off-policy-type: a type that is off is one finding, not one for each attachment', () => {
  expect(found(aGuardRailState({ targets: [], policyType: off }))).toEqual([
    {
      technique: 'turn-off-policy-type',
      part: 'p-examplepolicy1: policyType',
      expected: 'on',
      actual: 'off',
      sentence:
        'Policies of type SERVICE_CONTROL_POLICY are turned off; keep-trails-on binds no account.',
      healed: false,
    },
  ]);
});

test.each([
  ['a policy as its baseline says', read, {}],
  ['one more target', aGuardRailState({ targets: ['444455556666', 'ou-ab12-1', 'r-ab12'] }), {}],
  ['a look that read no parts', withoutParts, {}],
  ['a type that was off at the capture', aGuardRailState({ policyType: off }), { policyType: off }],
  ['a replacement that is all the policy was', aGuardRailState({ replacement: 'p-new' }), {}],
])('guard-rails: %s is not found', (_, state, different) => {
  expect(found(state, guardRailExpected(different))).toEqual([]);
});

test('guard-rails: parts that were not read at the capture are not judged', () => {
  const { baseline, ...expected } = guardRailExpected();
  const unread = { ...expected, baseline: { ...baseline, state: withoutParts } };
  expect(found(aGuardRailState({ targets: [], policyType: off }), unread)).toEqual([]);
});

test('guard-rails: findings on a replacement have its own id', () => {
  const is = { replacement: 'p-new', targets: [], content: denying('s3:*') };
  expect(found(aGuardRailState(is)).map(({ part }) => part)).toEqual([
    'p-new: content',
    'p-new: targets',
  ]);
});

test('rewrite-guard-rail: a replacement whose description was cut for the mark is not found', () => {
  const description = 'x'.repeat(512);
  const is = { replacement: 'p-new', description: 'x'.repeat(512 - 31) };
  expect(found(aGuardRailState(is), guardRailExpected({ description }))).toEqual([]);
});

test('guard-rails: the drills name the policy by its id and its type', () => {
  const calls = techniques['guard-rail'].flatMap((technique) => technique.drill(aGuardRail()));
  expect(calls.map(({ call, input }) => [call, input.PolicyId ?? input.PolicyType])).toEqual([
    ['organizations:DetachPolicy', 'p-examplepolicy1'],
    ['organizations:DeletePolicy', 'p-examplepolicy1'],
    ['organizations:UpdatePolicy', 'p-examplepolicy1'],
    ['organizations:DisablePolicyType', 'SERVICE_CONTROL_POLICY'],
    ['organizations:DetachPolicy', 'p-examplepolicy1'],
  ]);
});
