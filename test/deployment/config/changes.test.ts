import { expect, test } from '@jest/globals';
import { parameterChanges } from '../../../shared/deployment/changes';

const none = {};

test('a list that gets shorter and a guard that is turned off are given up', () => {
  const before = { ProtectedKeys: 'a,b', BucketGuard: 'all', EscalateAfter: '5' };
  const after = { ProtectedKeys: 'b', BucketGuard: 'none', EscalateAfter: '3' };
  expect(parameterChanges(before, after, none)).toEqual([
    { name: 'ProtectedKeys', before: 'a,b', after: 'b', drops: 'a would not be guarded any more' },
    { name: 'BucketGuard', before: 'all', after: 'none', drops: 'all is turned off' },
    { name: 'EscalateAfter', before: '5', after: '3' },
  ]);
});

test('a parameter that the file leaves out falls back to its default, and that may give something up', () => {
  expect(parameterChanges({ Containment: 'on' }, {}, { Containment: 'none' })).toMatchObject([
    { name: 'Containment', drops: 'on is turned off' },
  ]);
});

test('a list that grows, or units that become all of them, give nothing up', () => {
  const before = { ProtectedBuckets: 'a', BucketGuardUnits: 'ou-1' };
  const after = { ProtectedBuckets: 'a,b', BucketGuardUnits: '' };
  expect(parameterChanges(before, after, none).filter(({ drops }) => drops)).toEqual([]);
});
