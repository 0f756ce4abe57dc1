import { expect, test } from '@jest/globals';
import type { Acl, ObjectOwnership } from '../../../shared/domain/bucket-configurations';
import { openBucket } from '../../../shared/tampering/log-bucket/open-bucket/technique';
import {
  aLogBucketSeen,
  aLogBucketState,
  aPlainLogBucketState,
  ownersGrant,
} from '../../builders/log-bucket/a-log-bucket';
import { bucketCases, expected, must } from './cases';

bucketCases(openBucket);

const { detect } = openBucket;
const state = aLogBucketState();
const everybody = {
  Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  Permission: 'READ',
} as const;
const acl = (...Grants: Acl['Grants']) => ({ acl: { Owner: { ID: 'owner' }, Grants } });
const block = (different: object) => ({
  publicAccessBlock: { ...aLogBucketState().publicAccessBlock, ...different } as NonNullable<
    typeof state.publicAccessBlock
  >,
});

test('open-bucket: all protections that are off are one finding', () => {
  const seen = aLogBucketSeen({
    ...aPlainLogBucketState(),
    ...acl(ownersGrant, everybody),
  });
  expect(detect(seen, expected)).toMatchObject({
    part: 'publicAccessBlock, acl, ownership',
    sentence: 'Bucket trail-logs-444455556666 is more open than it must be.',
  });
});

test.each(['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'])(
  'open-bucket: %s that is off is found alone',
  (name) => {
    expect(detect(aLogBucketSeen(block({ [name]: false })), expected)).toMatchObject({
      part: 'publicAccessBlock',
    });
  },
);

test.each<[ObjectOwnership, ObjectOwnership, boolean]>([
  ['BucketOwnerEnforced', 'BucketOwnerPreferred', true],
  ['BucketOwnerPreferred', 'ObjectWriter', true],
  ['BucketOwnerPreferred', 'BucketOwnerEnforced', false],
  ['ObjectWriter', 'BucketOwnerPreferred', false],
])('open-bucket: from %s to %s is tampering: %s', (from, to, isFound) => {
  const found = detect(aLogBucketSeen({ ownership: to }), must({ ownership: from }));
  expect(found?.part).toBe(isFound ? 'ownership' : undefined);
});

test('open-bucket: neither a grant less nor another order of the fields is tampering', () => {
  const before = must(acl(ownersGrant, everybody));
  expect(detect(aLogBucketSeen(acl(ownersGrant)), before)).toBeUndefined();
  const { Grantee, Permission } = everybody;
  expect(detect(aLogBucketSeen(acl({ Permission, Grantee })), before)).toBeUndefined();
});

test('open-bucket: a grant to a single stranger is found', () => {
  const stranger = { Grantee: { Type: 'CanonicalUser', ID: 'mallory' }, Permission: 'WRITE' };
  expect(detect(aLogBucketSeen(acl(ownersGrant, stranger)), expected)).toMatchObject({
    part: 'acl',
  });
});
