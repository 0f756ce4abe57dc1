import { expect, test } from '@jest/globals';
import { closeRegion } from '../../../shared/tampering/membership/close-region/technique';
import { at } from '../../builders/at';
import {
  anAccount,
  anAccountState,
  anOrganizationState,
  membershipSeen,
} from '../../builders/membership/a-membership';

const { detect, drill } = closeRegion;
const must = anAccountState('af-south-1', 'eu-south-1');

test('close-region: a Region that the account lost is found, and named', () => {
  expect(detect(...membershipSeen(anAccountState('eu-south-1'), must))).toEqual({
    technique: 'close-region',
    part: 'regions',
    expected: 'af-south-1, eu-south-1',
    actual: 'eu-south-1',
    sentence: 'Account 444455556666 no longer has af-south-1.',
    healed: false,
  });
});

test.each([
  ['an account as its baseline says', must, must],
  [
    'a Region that was opened since',
    anAccountState('af-south-1', 'eu-south-1', 'me-south-1'),
    must,
  ],
  ['what was not read now', { kind: 'account' }, must],
  ['what was not read at the capture', anAccountState(), { kind: 'account' }],
  ['an organization', anOrganizationState({ administrators: [] }), anOrganizationState()],
] as const)('close-region: %s is not found', (_, is, baseline) => {
  expect(detect(...membershipSeen(is, baseline))).toBeUndefined();
});

test('close-region: an account that cannot be seen is not judged', () => {
  const [, expected] = membershipSeen(must, must);
  expect(
    detect({ kind: 'absent', subject: anAccount(), observedAt: at(0) }, expected),
  ).toBeUndefined();
});

test('close-region: the drill closes Cape Town', () => {
  expect(drill(anAccount())).toMatchObject([
    { call: 'account:DisableRegion', region: 'us-east-1', input: { RegionName: 'af-south-1' } },
  ]);
});
