import { expect, test } from '@jest/globals';
import { describeBoundaryGone, describeRoleTaken } from '../../shared/domain/role-in-the-way';
import { aRole, aRolePart, gone, seen } from '../builders/warden/parts';

test('a role under another path is told with the path and the commands that end it', () => {
  const said = describeRoleTaken(seen(aRole({ path: '/x/' })), '/');
  expect(said).toMatch(/under \/x\/: .*aws iam delete-role --role-name trailwarden-reader$/);
});

test('one that may not be read is told as well, and as not known', () => {
  const why = { kind: 'denied', code: 'AccessDenied', call: 'iam:GetRole' } as const;
  const unread = { kind: 'unreachable', subject: aRolePart(), observedAt: '', why } as const;
  expect(describeRoleTaken(unread, '/')).toMatch(/may not be read: it is under another path, or/);
});

test('ours, or none at all, is nothing to tell', () => {
  expect(describeRoleTaken(seen(aRole()), '/')).toBeUndefined();
  expect(describeRoleTaken(gone('role'), '/')).toBeUndefined();
});

test.each([
  ['trailwarden-guard', 'trailwarden-boundary'],
  ['trailwarden-forwarder-eu-west-1', 'trailwarden-boundary-eu-west-1'],
])(
  'what bounds %s is named when it is not there, with how to see and end what has its name',
  (role, policy) => {
    const id = `arn:aws:iam::444455556666:role/${role}`;
    const said = describeBoundaryGone({ accountId: '444455556666', id });
    expect(said).toContain(`arn:aws:iam::444455556666:policy/${policy}, is not there`);
    expect(said).toContain(`PolicyName=='${policy}'`);
    expect(said).toContain(`trailwarden baseline show ${id} --field boundaryText > boundary.json`);
    expect(said).toContain(`aws iam create-policy --policy-name ${policy} --policy-document`);
  },
);
