import { expect, test } from '@jest/globals';
import { namedSubject, subjectIn } from '../../services/cli/options/named-subject';
import { shortName } from '../../services/cli/terminal/short-name';

const account = '111122223333';
const region = 'us-east-1';
const policy = `arn:aws:organizations::${account}:policy/o-exampleorgid/service_control_policy/p-example1`;

test.each([
  [`arn:aws:cloudtrail:${region}:${account}:trail/main`, 'trail', 'main'],
  [`arn:aws:kms:${region}:${account}:key/1234abcd-12ab`, 'key', '1234abcd-12ab'],
  [
    `arn:aws:logs:${region}:${account}:log-group:/aws/cloudtrail#1`,
    'log-group',
    '/aws/cloudtrail#1',
  ],
  [`arn:aws:sns:${region}:${account}:trail-topic`, 'topic', 'trail-topic'],
  [
    `arn:aws:organizations::${account}:organization/o-exampleorgid`,
    'membership',
    'organization/o-exampleorgid',
  ],
  [`arn:aws:account::${account}:account`, 'membership', 'account'],
  [policy, 'guard-rail', 'p-example1'],
  [
    `arn:aws:events:${region}:${account}:rule/trailwarden/signals`,
    'warden',
    'rule/trailwarden/signals',
  ],
  [`arn:aws:events:${region}:${account}:event-bus/trailwarden`, 'warden', 'event-bus/trailwarden'],
  [`arn:aws:sqs:${region}:${account}:undelivered`, 'warden', 'undelivered'],
])('%s is a %s, called %s for short', (arn, kind, short) => {
  const named = { kind, id: arn, accountId: account, region };
  expect(subjectIn(arn)).toEqual(named);
  expect(subjectIn(`${kind}#${arn}`)).toEqual(named);
  expect(shortName(arn)).toBe(short);
});

test('the ARN of a bucket has neither account nor Region, and that of a role no Region', () => {
  expect(subjectIn('arn:aws:s3:::trail-logs')).toEqual({
    kind: 'log-bucket',
    id: 'arn:aws:s3:::trail-logs',
  });
  const id = `arn:aws:iam::${account}:role/trailwarden-guard`;
  expect(subjectIn(id)).toEqual({ kind: 'warden', id, accountId: account });
  expect(shortName(id)).toBe('role/trailwarden-guard');
});

test('a log group is found by its ARN as AWS prints it, and the organization by its partition', () => {
  const id = `arn:aws:logs:${region}:${account}:log-group:trail`;
  expect(subjectIn(`${id}:*`)).toMatchObject({ id });
  const elsewhere = policy.replace('arn:aws:', 'arn:aws-us-gov:');
  expect(subjectIn(elsewhere)).toMatchObject({ region: 'us-gov-west-1' });
});

test.each([
  'main',
  'trail#main',
  `topic#arn:aws:sqs:${region}:${account}:undelivered`,
  `arn:aws:kms:${region}:${account}:alias/trail`,
  `arn:aws:sns:${region}:${account}:trail-topic:8f2c`,
  `arn:aws:ec2:${region}:${account}:instance/i-1`,
  'arn:aws:s3:::trail-logs/AWSLogs',
])('%s is no subject', (text) => {
  expect(() => namedSubject(text)).toThrow(`The subject must be an ARN such as`);
});
