import { expect, test } from '@jest/globals';
import { parseTrailArn, resolveTrailArn } from '../../shared/domain/trail';

const caller = { accountId: '111122223333', region: 'us-east-1' };

test('an ARN names its account, Region and trail', () => {
  expect(parseTrailArn('arn:aws:cloudtrail:eu-west-1:444455556666:trail/org-trail')).toEqual({
    arn: 'arn:aws:cloudtrail:eu-west-1:444455556666:trail/org-trail',
    partition: 'aws',
    region: 'eu-west-1',
    accountId: '444455556666',
    name: 'org-trail',
  });
});

test('a bare name resolves in the account and Region of the caller', () => {
  expect(resolveTrailArn('main', caller)?.arn).toBe(
    'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
  );
});

test('an ARN resolves to itself for a caller of any account', () => {
  const arn = 'arn:aws:cloudtrail:eu-west-1:444455556666:trail/org-trail';
  expect(resolveTrailArn(arn, caller)?.arn).toBe(arn);
});

test.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
  ['ap-southeast-2', 'aws'],
])('a bare name in %s resolves in the partition %s', (region, partition) => {
  expect(resolveTrailArn('main', { ...caller, region })?.partition).toBe(partition);
});

test.each([
  '',
  'ab',
  '-main',
  'main-',
  'a b c',
  'main/../other',
  'x'.repeat(129),
  'arn:aws:cloudtrail:us-east-1:111122223333:trail/',
  'arn:aws:cloudtrail:us-east-1:1111:trail/main',
  'arn:aws:s3:::trail-logs',
  'arn:aws:cloudtrail:us-east-1:111122223333:trail/main\n',
])('%j names no trail', (name) => {
  expect(resolveTrailArn(name, caller)).toBeUndefined();
});
