import { expect, test } from '@jest/globals';
import { changeDelegatedAdministrator } from '../../../shared/tampering/membership/change-delegated-administrator/technique';
import { at } from '../../builders/at';
import {
  anAccountState,
  anOrganization,
  anOrganizationState,
  membershipSeen,
} from '../../builders/membership/a-membership';

const { detect, drill } = changeDelegatedAdministrator;
const must = anOrganizationState();

test.each([
  [['222233334444', '999988887777'], '999988887777 may administer CloudTrail and must not.'],
  [[], '222233334444 may no longer administer CloudTrail.'],
  [
    ['999988887777'],
    '999988887777 may administer CloudTrail and must not. 222233334444 may no longer administer CloudTrail.',
  ],
])(
  'change-delegated-administrator: %j is found, and each account named',
  (administrators, said) => {
    const is = anOrganizationState({ administrators });
    expect(detect(...membershipSeen(is, must))).toEqual({
      technique: 'change-delegated-administrator',
      part: 'administrators',
      expected: '222233334444',
      actual: administrators.join(', ') || 'none',
      sentence: said,
      healed: false,
    });
  },
);

test.each([
  ['an organization as its baseline says', must, must],
  ['what was not read now', { kind: 'organization' }, must],
  ['what was not read at the capture', must, { kind: 'organization' }],
  ['an account', anAccountState(), anAccountState('af-south-1')],
] as const)('change-delegated-administrator: %s is not found', (_, is, baseline) => {
  expect(detect(...membershipSeen(is, baseline))).toBeUndefined();
});

test('change-delegated-administrator: an organization that is gone is another technique', () => {
  const [, expected] = membershipSeen(must, must);
  const subject = anOrganization();
  expect(detect({ kind: 'absent', subject, observedAt: at(60) }, expected)).toBeUndefined();
});

test('change-delegated-administrator: the drill registers a foreign administrator and removes the right one', () => {
  expect(drill(anOrganization()).map(({ call }) => call)).toEqual([
    'cloudtrail:RegisterOrganizationDelegatedAdmin',
    'organizations:DeregisterDelegatedAdministrator',
  ]);
});
