import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { judgeBucketPolicy } from '../../../shared/playbooks/bucket-policy/judge';
import { aChange, allow, aPolicy, OWNER, type Statement } from './a-change';

/** What AWS really answered; it lies beside the repository and is not copied into it. */
const ANSWERS = join(__dirname, '../../../../shared/aws-answers/data.jsonl');

interface Recorded {
  readonly action: string;
  readonly situation: string;
  readonly input: { readonly Policy?: unknown };
  readonly answer: {
    readonly ok?: { readonly IsPublic?: boolean; readonly readBack?: Statement };
  };
}

const recorded: readonly Recorded[] = existsSync(ANSWERS)
  ? readFileSync(ANSWERS, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line.replaceAll('{bucket}', 'x').replaceAll('{account}', OWNER)))
  : [];

/** Of the documentation, which the answers do not repeat. [D] access-control-block-public-access */
const documented: readonly (readonly [string, Statement, boolean])[] = [
  ['no condition', {}, true],
  ['a range of /8', { IpAddress: { 'aws:SourceIp': '11.0.0.0/8' } }, false],
  ['a range of /7', { IpAddress: { 'aws:SourceIp': '10.0.0.0/7' } }, true],
  ['half of the internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }, true],
  ['a wide one beside one', { IpAddress: { 'aws:SourceIp': ['192.0.2.1', '0.0.0.0/0'] } }, true],
  ['IPv6 /32', { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }, false],
  ['IPv6 /31', { IpAddress: { 'aws:SourceIp': '2001:db8::/31' } }, true],
  ['all but a range', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, true],
  ['a VPC', { StringEquals: { 'aws:SourceVpc': 'vpc-91237329' } }, false],
  ['a VPC, if any', { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-91237329' } }, true],
  ['all VPCs of none', { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'vpc-1' } }, true],
  ['a VPC of a variable', { StringEquals: { 'aws:SourceVpc': `\${aws:PrincipalTag/v}` } }, true],
  ['a key in any case', { StringEquals: { 'AWS:SOURCEVPCE': 'vpce-1' } }, false],
  ['a session of a role', { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } }, true],
  ['a user id', { StringEquals: { 'aws:userid': 'AIDAEXAMPLE' } }, false],
  ['a referer', { StringEquals: { 'aws:Referer': 'https://example.com' } }, true],
  ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }, true],
  [
    'access points of an account',
    { ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:us-west-2:${OWNER}:accesspoint/*` } },
    false,
  ],
  [
    'access points of any account',
    { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-west-2:*:accesspoint/x' } },
    true,
  ],
  ['a key that JavaScript has', { StringEquals: { constructor: 'x' } }, true],
];

test.each(documented)('public by AWS or not: everybody with %s', (_, Condition, isPublic) => {
  const now = aPolicy(allow({ Principal: '*', Condition }));
  expect(judgeBucketPolicy(aChange(undefined, now)).verdict === 'public').toBe(isPublic);
});

test(`public is what GetBucketPolicyStatus called public${recorded.length > 0 ? '' : ' (NOT COMPARED: no answers beside the repository)'}`, () => {
  const answers = recorded.filter(({ answer }) => answer.ok?.IsPublic !== undefined);
  for (const { situation, input, answer } of answers) {
    for (const before of [undefined, null]) {
      const { verdict } = judgeBucketPolicy(aChange(before, JSON.stringify(input.Policy)));
      expect({ situation, isPublic: verdict === 'public' }).toEqual({
        situation,
        isPublic: answer.ok?.IsPublic,
      });
    }
  }
  expect(answers.length).toBe(recorded.length > 0 ? 6 : 0);
});

test('what S3 reads back means what was put', () => {
  const answers = recorded.filter(
    ({ action, answer }) => action === 'PutBucketPolicy' && answer.ok?.readBack,
  );
  for (const { input, answer } of answers) {
    const change = aChange(JSON.stringify(input.Policy), JSON.stringify(answer.ok?.readBack));
    expect(judgeBucketPolicy(change).verdict).toBe('same');
  }
  expect(answers.length).toBe(recorded.length > 0 ? 1 : 0);
});
