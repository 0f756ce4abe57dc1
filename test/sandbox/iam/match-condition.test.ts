import { expect, test } from '@jest/globals';
import { matchCondition } from '../../../services/sandbox/iam/evaluate';

const role = 'arn:aws:iam::222233334444:role/trailwarden-responder';
const context = {
  'aws:PrincipalArn': role,
  'aws:PrincipalOrgID': 'o-a1b2c3d4e5',
  'aws:SecureTransport': 'true',
  'sts:RoleSessionName': 'guard-1',
  'aws:TokenIssueTime': '2026-11-21T03:12:00Z',
  tags: ['a', 'b'],
  empty: [],
};

test.each([
  ['StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5', true],
  ['StringEquals', 'aws:PrincipalOrgID', 'o-other00000', false],
  ['StringEquals', 'AWS:principalorgid', 'o-a1b2c3d4e5', true],
  ['StringEquals', 'aws:PrincipalOrgID', ['o-other00000', 'o-a1b2c3d4e5'], true],
  ['StringEquals', 'aws:SourceArn', 'x', false],
  ['StringEqualsIfExists', 'aws:SourceArn', 'x', true],
  ['StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5', false],
  ['StringNotEquals', 'aws:SourceArn', 'x', true],
  ['StringLike', 'sts:RoleSessionName', 'guard-*', true],
  ['StringNotLike', 'sts:RoleSessionName', 'guard-*', false],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/trailwarden-*', true],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam:*:role/trailwarden-*', false],
  ['ArnEquals', 'aws:PrincipalArn', role, true],
  ['ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/trailwarden-*', false],
  ['Bool', 'aws:SecureTransport', 'true', true],
  ['Bool', 'aws:SecureTransport', false, false],
  ['DateLessThan', 'aws:TokenIssueTime', '2026-11-21T03:12:01Z', true],
  ['DateLessThan', 'aws:TokenIssueTime', '2026-11-21T03:12:00Z', false],
  ['DateLessThan', 'aws:TokenIssueTime', '2026-11-21T04:12:01+01:00', true],
  ['DateGreaterThanEquals', 'aws:TokenIssueTime', '2026-11-21', true],
  ['DateEquals', 'aws:TokenIssueTime', 1795230720, true],
  ['Null', 'aws:SourceArn', 'true', true],
  ['Null', 'aws:PrincipalArn', true, false],
  ['ForAllValues:StringEquals', 'tags', ['a', 'b', 'c'], true],
  ['ForAllValues:StringEquals', 'tags', ['a'], false],
  ['ForAllValues:StringEquals', 'empty', ['a'], true],
  ['ForAnyValue:StringEquals', 'tags', ['b'], true],
  ['ForAnyValue:StringEquals', 'tags', ['c'], false],
  ['ForAnyValue:StringEquals', 'aws:SourceArn', ['c'], false],
])('%s %s %j is %s', (operator, key, expected, holds) => {
  expect(matchCondition({ [operator]: { [key]: expected } }, context)).toBe(holds);
});

test('every operator and every key must hold', () => {
  const block = {
    StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:RoleSessionName': 'other' },
  };
  expect(matchCondition(block, context)).toBe(false);
});

test('a missing condition always holds', () => {
  expect(matchCondition(undefined, {})).toBe(true);
});

test('an operator that is not emulated is refused, not passed over', () => {
  const block = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
  expect(() => matchCondition(block, context)).toThrow(
    'sandbox: IAM policies with condition operator IpAddress are not emulated',
  );
});

test('a condition key that is not emulated is refused, not taken for absent', () => {
  const block = { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } };
  expect(() => matchCondition(block, context)).toThrow(
    'sandbox: IAM policies with condition key aws:SourceVpc are not emulated',
  );
});
