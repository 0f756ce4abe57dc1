import { expect, test } from '@jest/globals';
import { judgeBucketPolicy } from '../../../shared/playbooks/bucket-policy/judge';
import { putBack } from '../../../shared/playbooks/bucket-policy/put-back';
import {
  aChange,
  allow,
  aPolicy,
  BUCKET,
  delivery,
  deny,
  denyInsecure,
  OBJECTS,
  OWNER,
  root,
  SIBLING,
  STRANGER,
  type Statement,
} from './a-change';

const own = allow({ Sid: 'Own' });
const everybody = allow({ Sid: 'Public', Principal: '*' });
const sibling = allow({ Sid: 'Sibling', Principal: { AWS: root(SIBLING) } });
const mine = deny({ Sid: 'Mine', Action: 's3:*', Resource: [BUCKET, OBJECTS] });

const put = (...statements: readonly Statement[]) => ({
  kind: 'put',
  policy: aPolicy(...statements),
});

test('where nothing of the change may stay, the text that was there is written again byte for byte', () => {
  const before = ` ${JSON.stringify(JSON.parse(aPolicy(own, denyInsecure)), null, 4)}\n`;
  const was = { kind: 'put', policy: before };
  expect(putBack(aChange(before, aPolicy(everybody)))).toEqual(was);
  expect(putBack(aChange(before, aPolicy(denyInsecure, own, everybody)))).toEqual(was);
  expect(putBack(aChange(before, aPolicy(own, denyInsecure, mine)))).toEqual(was);
  expect(putBack(aChange(before, undefined))).toEqual(was);
});

test('what is good of a bad change stays', () => {
  const tighter = deny({ Sid: 'Keep' });
  const change = aChange(aPolicy(own), aPolicy(own, everybody, sibling, tighter));
  expect(putBack(change)).toEqual(put(own, sibling, tighter));
  expect(putBack(change, 'goes')).toEqual(put(own, tighter));
});

test('an Allow that was narrowed and a Deny that was tightened stay as they are now', () => {
  const both = allow({ Sid: 'Own', Principal: { AWS: [root(OWNER), root(SIBLING)] } });
  const harder = deny({ Sid: 'Keep', Action: 's3:Delete*' });
  const before = aPolicy(both, deny({ Sid: 'Keep' }));
  expect(putBack(aChange(before, aPolicy(own, harder, everybody)))).toEqual(put(own, harder));
});

test('a statement that is still there is not taken for narrowed', () => {
  const both = allow({ Sid: 'Both', Principal: { AWS: [root(OWNER), root(SIBLING)] } });
  const change = aChange(aPolicy(both), aPolicy(both, own, everybody));
  expect(putBack(change)).toEqual(put(both));
});

test('a statement that was made public comes back as it was', () => {
  const before = aPolicy(own, sibling);
  const now = aPolicy({ ...own, Principal: '*' }, sibling, denyInsecure);
  expect(putBack(aChange(before, now))).toEqual(put(own, sibling, denyInsecure));
});

test('a Deny that was weakened comes back, also beside what stands under its name now', () => {
  const now = aPolicy(own, { ...denyInsecure, Action: 's3:PutObject' });
  expect(putBack(aChange(aPolicy(own, denyInsecure), now))).toEqual(put(own, denyInsecure));
});

test('two statements never have one name', () => {
  const change = aChange(aPolicy(own), aPolicy(everybody, { ...sibling, Sid: 'Own' }));
  const { Sid: _, ...nameless } = sibling;
  expect(putBack(change)).toEqual(put(own, nameless));
});

test('a delivery of logs that was taken away comes back', () => {
  const bucket = { name: 'x', ownerAccountId: OWNER, logDeliveries: ['cloudtrail.amazonaws.com'] };
  const before = aPolicy(delivery, own);
  const was = aChange(before, aPolicy(own, denyInsecure), { bucket });
  expect(putBack(was)).toEqual(put(delivery, own, denyInsecure));
  // A service has no organization.
  const never = { ...delivery, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ours' } } };
  const stricter = aChange(before, aPolicy(never, own, denyInsecure), { bucket });
  expect(putBack(stricter)).toEqual(put(delivery, own, denyInsecure));
  // Here the public statement lets the service in, and must not be what it lives on.
  const hidden = aPolicy(never, own, { ...everybody, Action: 's3:*' }, denyInsecure);
  expect(putBack(aChange(before, hidden, { bucket }))).toEqual({ kind: 'put', policy: before });
});

test('where there was no policy, an empty rest means to delete it', () => {
  expect(putBack(aChange(undefined, aPolicy(everybody)))).toEqual({ kind: 'delete' });
  expect(putBack(aChange(undefined, aPolicy(sibling)), 'goes')).toEqual({ kind: 'delete' });
  expect(putBack(aChange(undefined, aPolicy(everybody, denyInsecure)))).toEqual(put(denyInsecure));
});

test.each([null, 'no policy'])(
  'where what was there is not known (%s), only what is at fault goes',
  (before) => {
    const strange = allow({ Principal: { AWS: STRANGER } });
    const now = aPolicy(everybody, sibling, strange, mine, denyInsecure);
    expect(putBack(aChange(before, now))).toEqual(put(sibling, denyInsecure));
    expect(putBack(aChange(before, aPolicy(everybody)))).toEqual({ kind: 'delete' });
  },
);

test('nothing is written where nothing is at fault or nothing can be read', () => {
  const leave = { kind: 'leave' };
  expect(putBack(aChange(aPolicy(own), aPolicy(own, denyInsecure)))).toEqual(leave);
  expect(putBack(aChange(aPolicy(own), aPolicy(own, sibling)))).toEqual(leave);
  expect(putBack(aChange(aPolicy(own), aPolicy(own, sibling)), 'goes')).toEqual(put(own));
  expect(putBack(aChange(aPolicy(own), 'no policy'))).toEqual(leave);
  expect(putBack(aChange(null, aPolicy(own)))).toEqual(leave);
  expect(putBack(aChange(everybodyText, everybodyText))).toEqual(leave);
});

const everybodyText = aPolicy(everybody);

test('what would be too long for S3 together is written as it was', () => {
  const long = (Sid: string) =>
    allow({ Sid, Resource: Array.from({ length: 450 }, (_, at) => `${BUCKET}/${Sid}/${at}/*`) });
  const before = aPolicy(long('a'));
  const change = aChange(before, aPolicy(long('a'), everybody, long('b')));
  expect(putBack(change)).toEqual({ kind: 'put', policy: before });
});

test('the version that gives variables their meaning comes back with the statements', () => {
  const home = deny({ Condition: { StringNotLike: { 's3:prefix': `home/\${aws:username}` } } });
  const older = JSON.stringify({ Version: '2008-10-17', Statement: [home] });
  const change = aChange(aPolicy(home), older);
  expect(putBack(change, 'goes')).toEqual(put(home));
  expect(judgeBucketPolicy(change).statements[0]?.from).toBe('before');
});
