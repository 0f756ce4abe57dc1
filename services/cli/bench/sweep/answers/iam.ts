import { type Answers, type Asked, ok } from '../asked';
import { SECURITY } from '../members';

/** Every role that is asked for is there, with one policy. */
export const iam: Answers = {
  GetRole: (asked) =>
    result(
      asked,
      `<Role><Path>/</Path><RoleName>${asked.input.RoleName}</RoleName><RoleId>AROAEXAMPLE</RoleId>` +
        `<Arn>arn:aws:iam::${asked.accountId}:role/${asked.input.RoleName}</Arn>` +
        `<CreateDate>2026-01-01T00:00:00Z</CreateDate><MaxSessionDuration>3600</MaxSessionDuration>` +
        `<AssumeRolePolicyDocument>${TRUST}</AssumeRolePolicyDocument></Role>`,
    ),
  ListRolePolicies: (asked) =>
    result(
      asked,
      '<PolicyNames><member>own</member></PolicyNames><IsTruncated>false</IsTruncated>',
    ),
  GetRolePolicy: (asked) =>
    result(
      asked,
      `<RoleName>${asked.input.RoleName}</RoleName><PolicyName>own</PolicyName>` +
        `<PolicyDocument>${POLICY}</PolicyDocument>`,
    ),
  GetPolicy: (asked) => result(asked, '<Policy><DefaultVersionId>v1</DefaultVersionId></Policy>'),
  GetPolicyVersion: (asked) =>
    result(
      asked,
      `<PolicyVersion><Document>${POLICY}</Document><VersionId>v1</VersionId></PolicyVersion>`,
    ),
  ListAttachedRolePolicies: (asked) =>
    result(asked, '<AttachedPolicies/><IsTruncated>false</IsTruncated>'),
};

const result = ({ action }: Asked, inside: string) =>
  ok(
    `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">` +
      `<${action}Result>${inside}</${action}Result></${action}Response>`,
  );

const document = (statement: unknown): string =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));

const TRUST = document({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${SECURITY}:root` },
  Action: 'sts:AssumeRole',
});
const POLICY = document({ Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' });
