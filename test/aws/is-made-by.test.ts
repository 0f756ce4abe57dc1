import { expect, test } from '@jest/globals';
import { isMadeBy } from '../../shared/aws/is-made-by';
import { anEvent } from '../builders/a-signal';

const role = {
  roleName: 'trailwarden-guard',
  sessionName: 'trailwarden-responder',
  partition: 'aws',
};
const by = (principal: string) =>
  anEvent({ evidence: { actor: { type: 'AssumedRole', principal, chain: [principal] } } });
const own = 'arn:aws:sts::111122223333:assumed-role/trailwarden-guard/trailwarden-responder';

test('a call with our session of the guard role is our own', () => {
  expect(isMadeBy(role)(by(own))).toBe(true);
});

test.each([
  ['another session of the role', own.replace('trailwarden-responder', 'mallory')],
  ['the role of another account', own.replace('111122223333', '444455556666')],
  ['a role whose name begins like ours', own.replace('guard/', 'guard-2/')],
  ['a session that is named like our role', own.replace(':assumed-role/', ':assumed-role/x/')],
  ['nobody that is known', 'unknown'],
])('a call by %s is not', (_, principal) => {
  expect(isMadeBy(role)(by(principal))).toBe(false);
});
