import { expect, test } from '@jest/globals';
import { withdrawTrustedAccess } from '../../../shared/tampering/membership/withdraw-trusted-access/technique';
import { at } from '../../builders/at';
import {
  anAccountState,
  anOrganization,
  anOrganizationState,
  membershipSeen,
} from '../../builders/membership/a-membership';

const { detect, drill } = withdrawTrustedAccess;
const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const STACK_SETS = 'member.org.stacksets.cloudformation.amazonaws.com';
const must = anOrganizationState();

test('withdraw-trusted-access: a service that is no longer trusted is found, and named', () => {
  const is = anOrganizationState({ trustedAccess: [STACK_SETS] });
  expect(detect(...membershipSeen(is, must))).toEqual({
    technique: 'withdraw-trusted-access',
    part: 'trustedAccess',
    expected: `${CLOUDTRAIL}, ${STACK_SETS}`,
    actual: STACK_SETS,
    sentence: `The organization no longer trusts ${CLOUDTRAIL}.`,
    healed: false,
  });
});

test.each([
  ['an organization as its baseline says', must, must],
  [
    'a service that is trusted besides',
    anOrganizationState({ trustedAccess: [CLOUDTRAIL, 'guardduty.amazonaws.com', STACK_SETS] }),
    must,
  ],
  ['what was not read now', { kind: 'organization' }, must],
  [
    'what was not read at the capture',
    anOrganizationState({ trustedAccess: [] }),
    { kind: 'organization' },
  ],
  ['an account', anAccountState(), anAccountState('af-south-1')],
] as const)('withdraw-trusted-access: %s is not found', (_, is, baseline) => {
  expect(detect(...membershipSeen(is, baseline))).toBeUndefined();
});

test('withdraw-trusted-access: an organization that is gone is another technique', () => {
  const [, expected] = membershipSeen(must, must);
  const subject = anOrganization();
  expect(detect({ kind: 'absent', subject, observedAt: at(60) }, expected)).toBeUndefined();
});

test('withdraw-trusted-access: the drill takes CloudTrail’s access', () => {
  expect(drill(anOrganization())).toMatchObject([
    { call: 'organizations:DisableAWSServiceAccess', input: { ServicePrincipal: CLOUDTRAIL } },
  ]);
});
