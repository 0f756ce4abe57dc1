import { expect, test } from '@jest/globals';
import { describeBoundaryGone, describeRoleTaken } from '../../shared/domain/role-in-the-way';
import { aRole, aRolePart, gone, seen } from '../builders/warden/parts';

test('a role under another path is told with its path and the commands that remove it', () => {
  const said = describeRoleTaken(seen(aRole({ path: '/x/' })), '/');
  expect(said).toMatch(/under \/x\/: .*aws iam delete-role --role-name trailwarden-reader$/);
});

test('a role that may not be read is told with its path as unknown', () => {
  const why = { kind: 'denied', code: 'AccessDenied', call: 'iam:GetRole' } as const;
  const unread = { kind: 'unreachable', subject: aRolePart(), observedAt: '', why } as const;
  expect(describeRoleTaken(unread, '/')).toMatch(/may not be read: it is under another path, or/);
});

test('our own role and a missing role are not told', () => {
  expect(describeRoleTaken(seen(aRole()), '/')).toBeUndefined();
  expect(describeRoleTaken(gone('role'), '/')).toBeUndefined();
});

test.each([
  ['trailwarden-guard', 'trailwarden-boundary'],
  ['trailwarden-forwarder-eu-west-1', 'trailwarden-boundary-eu-west-1'],
])(
  'a missing boundary of %s is told with the commands that find and replace the policy of its name',
  (role, policy) => {
    const id = `arn:aws:iam::444455556666:role/${role}`;
    const said = describeBoundaryGone({ accountId: '444455556666', id });
    expect(said).toContain(`arn:aws:iam::444455556666:policy/${policy}, is not there`);
    expect(said).toContain(`PolicyName=='${policy}'`);
    expect(said).toContain(`trailwarden baseline show ${id} --field boundaryText > boundary.json`);
    expect(said).toContain(`aws iam create-policy --policy-name ${policy} --policy-document`);
  },
);
