import { expect, test } from '@jest/globals';
import { describeRoleTaken } from '../../shared/domain/role-in-the-way';
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
