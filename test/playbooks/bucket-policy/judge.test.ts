import { expect, test } from '@jest/globals';
import type { Verdict } from '../../../shared/playbooks/bucket-policy/fault';
import {
  judgeBucketPolicy,
  type PolicyChange,
} from '../../../shared/playbooks/bucket-policy/judge';
import {
  aChange,
  allow,
  aPolicy,
  BUCKET,
  delivery,
  deny,
  denyInsecure,
  denyUnencrypted,
  OBJECTS,
  OWNER,
  PARTNER,
  root,
  SIBLING,
  STRANGER,
  type Statement,
} from './a-change';

const everybody = allow({ Sid: 'AllowPublicRead', Principal: '*' });
const own = allow({});

interface Case {
  readonly name: string;
  readonly before: readonly Statement[];
  readonly now: readonly Statement[];
  readonly verdict: Verdict;
  readonly sentence?: string;
}

const to = (Principal: unknown, more: Statement = {}): Statement => allow({ Principal, ...more });
const when = (Condition: Statement): Statement => to('*', { Condition });

/** Everything is denied, but under this condition. */
const onlyFrom = (Condition: Statement): Statement =>
  deny({ Sid: 'OnlyFrom', Action: 's3:*', Resource: [BUCKET, OBJECTS], Condition });

const cases: readonly Case[] = [
  {
    name: 'everybody may read',
    before: [own],
    now: [own, everybody],
    verdict: 'public',
    sentence: 'Everyone on the internet may read objects of bucket x (statement AllowPublicRead).',
  },
  {
    name: 'everybody may do everything, by a statement without a name',
    before: [],
    now: [own, to({ AWS: '*' }, { Action: '*', Resource: [BUCKET, OBJECTS] })],
    verdict: 'public',
    sentence:
      'Everyone on the internet may do everything with bucket x (statement number 2). 1 more at fault.',
  },
  {
    name: 'everybody could read and may now write',
    before: [everybody],
    now: [everybody, to('*', { Sid: 'Upload', Action: ['s3:GetObject', 's3:PutObject'] })],
    verdict: 'public',
    sentence: 'Everyone on the internet may write objects of bucket x (statement Upload).',
  },
  {
    name: 'everybody but one',
    before: [own],
    now: [own, { ...own, Principal: undefined, NotPrincipal: { AWS: root(STRANGER) } }],
    verdict: 'public',
  },
  {
    name: 'a caller with an account of Facebook',
    before: [own],
    now: [own, to({ Federated: 'graph.facebook.com' })],
    verdict: 'public',
  },
  {
    name: 'a Deny that held back a public Allow is gone',
    before: [
      everybody,
      deny({
        Sid: 'OursOnly',
        Action: 's3:*',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } },
      }),
    ],
    now: [everybody],
    verdict: 'public',
    sentence:
      'Everyone on the internet may do everything with bucket x where that was refused (statement OursOnly is gone or weaker).',
  },
  { name: 'it was public before', before: [everybody], now: [everybody], verdict: 'same' },
  {
    name: 'a strange account',
    before: [own],
    now: [own, to({ AWS: STRANGER }, { Sid: 'Share' })],
    verdict: 'outside-organization',
    sentence:
      'Account 999999999999, which is not of the organization, may read objects of bucket x (statement Share).',
  },
  {
    name: 'two strange accounts beside one that was there',
    before: [to({ AWS: STRANGER })],
    now: [to({ AWS: [STRANGER, root('222222222222'), 'arn:aws:iam::333333333333:role/r'] })],
    verdict: 'outside-organization',
    sentence:
      'Account 222222222222, which is not of the organization, and 1 more may read objects of bucket x (statement number 1).',
  },
  {
    name: 'a canonical id tells no account',
    before: [own],
    now: [own, to({ CanonicalUser: 'ab12' })],
    verdict: 'outside-organization',
  },
  {
    name: 'another organization',
    before: [own],
    now: [own, when({ StringEquals: { 'aws:PrincipalOrgID': 'o-other' } })],
    verdict: 'outside-organization',
    sentence:
      'A caller with aws:PrincipalOrgID o-other may read objects of bucket x (statement number 2).',
  },
  {
    name: 'an address that is not trusted',
    before: [own],
    now: [own, when({ IpAddress: { 'aws:SourceIp': '203.0.113.7/32' } })],
    verdict: 'outside-organization',
  },
  {
    name: 'a network of ours beside one that is not',
    before: [own],
    now: [own, when({ StringEquals: { 'aws:SourceVpce': ['vpce-ours', 'vpce-other'] } })],
    verdict: 'outside-organization',
  },
  {
    name: 'a strange account from a network of ours',
    before: [own],
    now: [
      own,
      { ...to({ AWS: STRANGER }), Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-ours' } } },
    ],
    verdict: 'outside-organization',
  },
  {
    name: 'a service that acts for a stranger',
    before: [own],
    now: [
      own,
      to(
        { Service: 'logs.amazonaws.com' },
        { Condition: { StringEquals: { 'aws:SourceAccount': STRANGER } } },
      ),
    ],
    verdict: 'outside-organization',
    sentence:
      'logs.amazonaws.com for 999999999999 may read objects of bucket x (statement number 2).',
  },
  {
    name: 'a service that acts for anyone who asks it to',
    before: [own],
    now: [own, to({ Service: 'cloudfront.amazonaws.com' })],
    verdict: 'outside-organization',
    sentence:
      'cloudfront.amazonaws.com for any account may read objects of bucket x (statement number 2).',
  },
  {
    name: 'all but one user shut out, with a way left for us',
    before: [own],
    now: [
      own,
      deny({
        Action: 's3:*',
        Resource: [BUCKET, OBJECTS],
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWNER}:role/trailwarden-bucket-guard` },
          StringNotEquals: { 'aws:username': 'mallory' },
        },
      }),
    ],
    verdict: 'lock-out',
  },
  {
    name: 'everybody of our organization',
    before: [own],
    now: [own, when({ StringEquals: { 'aws:PrincipalOrgID': 'o-ours' } })],
    verdict: 'wider',
  },
  {
    name: 'everybody from a network of ours',
    before: [own],
    now: [own, when({ IpAddress: { 'aws:SourceIp': '198.51.100.16/28' } })],
    verdict: 'wider',
  },
  {
    name: 'every role of an account of ours',
    before: [own],
    now: [own, when({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${SIBLING}:role/*` } })],
    verdict: 'wider',
  },
  {
    name: 'a sibling',
    before: [own],
    now: [own, to({ AWS: SIBLING })],
    verdict: 'wider',
    sentence: 'Account 444455556666 may read objects of bucket x (statement number 2).',
  },
  { name: 'a partner we trust', before: [own], now: [own, to({ AWS: PARTNER })], verdict: 'wider' },
  {
    name: 'a role of our own account, which needs no IAM policy any more',
    before: [own],
    now: [to({ AWS: `arn:aws:iam::${OWNER}:role/app` })],
    verdict: 'wider',
  },
  {
    name: 'an action more',
    before: [own],
    now: [allow({ Action: ['s3:GetObject', 's3:GetObjectAcl'] })],
    verdict: 'wider',
    sentence: 'Account 111122223333 may do s3:GetObjectAcl on bucket x (statement number 1).',
  },
  {
    name: 'all actions but one',
    before: [own],
    now: [{ ...own, Action: undefined, NotAction: 's3:DeleteObject' }],
    verdict: 'wider',
  },
  {
    name: 'a longer prefix is less, a shorter one more',
    before: [allow({ Resource: `${BUCKET}/a/*` })],
    now: [allow({ Resource: `${BUCKET}/a*` })],
    verdict: 'wider',
  },
  {
    name: 'the case of an object counts',
    before: [allow({ Resource: `${BUCKET}/a` })],
    now: [allow({ Resource: `${BUCKET}/A` })],
    verdict: 'wider',
  },
  {
    name: 'a condition less',
    before: [allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
    now: [own],
    verdict: 'wider',
  },
  {
    name: 'a value more',
    before: [allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } })],
    now: [allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': ['a', 'b'] } } })],
    verdict: 'wider',
  },
  {
    name: 'a star that reaches over the account',
    before: [own],
    now: [own, when({ StringLike: { 'aws:SourceArn': `arn:*:x:y:${SIBLING}:*` } })],
    verdict: 'public',
  },
  {
    name: 'a star in one part of an ARN',
    before: [own],
    now: [own, when({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${SIBLING}:*` } })],
    verdict: 'wider',
  },
  {
    name: 'an ARN whose star would have to reach over a colon',
    before: [when({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${SIBLING}:topic` } })],
    now: [when({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:a:${PARTNER}:b:${SIBLING}:topic` } })],
    verdict: 'wider',
  },
  {
    name: 'a condition asked only of who has the key',
    before: [when({ StringEquals: { 'aws:PrincipalOrgID': 'o-ours' } })],
    now: [when({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours' } })],
    verdict: 'public',
  },
  {
    name: 'a range in a range',
    before: [when({ IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } })],
    now: [when({ IpAddress: { 'aws:SourceIp': '198.51.100.7' } })],
    verdict: 'narrower',
  },
  {
    name: 'a range around a range',
    before: [when({ IpAddress: { 'aws:SourceIp': '198.51.100.0/28' } })],
    now: [when({ IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } })],
    verdict: 'wider',
  },
  {
    name: 'any text is more than any character',
    before: [allow({ Resource: `${BUCKET}/?` })],
    now: [allow({ Resource: `${BUCKET}/*` })],
    verdict: 'wider',
  },
  {
    name: 'a Deny spares one more',
    before: [{ ...deny({}), Principal: undefined, NotPrincipal: { AWS: [root(OWNER)] } }],
    now: [{ ...deny({}), Principal: undefined, NotPrincipal: { AWS: [root(OWNER), SIBLING] } }],
    verdict: 'wider',
  },
  {
    name: 'an Allow leaves one more action out',
    before: [{ ...own, Action: undefined, NotAction: 's3:PutObject' }],
    now: [{ ...own, Action: undefined, NotAction: ['s3:PutObject', 's3:GetObject'] }],
    verdict: 'narrower',
  },
  {
    name: 'an exception less',
    before: [allow({ Condition: { StringNotEquals: { 'aws:PrincipalTag/team': ['a', 'b'] } } })],
    now: [allow({ Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'a' } } })],
    verdict: 'wider',
  },
  {
    name: 'a Deny is gone that neither asks for TLS nor for encryption',
    before: [own, deny({ Sid: 'Keep' })],
    now: [own],
    verdict: 'wider',
    sentence:
      'Callers that IAM lets in may delete objects of bucket x where that was refused (statement Keep is gone or weaker).',
  },
  {
    name: 'the owner may not change the policy',
    before: [own],
    now: [own, deny({ Sid: 'Mine', Action: 's3:PutBucketPolicy', Resource: BUCKET })],
    verdict: 'lock-out',
    sentence: 'The owner can no longer change the policy of bucket x (statement Mine).',
  },
  {
    name: 'everybody but a role is denied everything',
    before: [own],
    now: [
      own,
      deny({
        Action: 's3:*',
        Resource: [BUCKET, OBJECTS],
        Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${STRANGER}:role/r` } },
      }),
    ],
    verdict: 'lock-out',
  },
  {
    name: 'a Deny with NotPrincipal leaves the root out',
    before: [own],
    now: [
      own,
      {
        ...deny({ Action: 's3:*', Resource: [BUCKET, OBJECTS] }),
        Principal: undefined,
        NotPrincipal: { AWS: `arn:aws:iam::${OWNER}:role/app` },
      },
    ],
    verdict: 'lock-out',
  },
  {
    name: 'callers outside the organization are denied everything',
    before: [own],
    now: [
      own,
      deny({
        Action: 's3:*',
        Resource: [BUCKET, OBJECTS],
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } },
      }),
    ],
    verdict: 'narrower',
  },
  {
    name: 'everybody but who comes through one endpoint is denied everything: a lock, or a lock-out',
    before: [own],
    now: [own, onlyFrom({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })],
    verdict: 'may-lock-out',
    sentence:
      'The owner can change the policy only from aws:SourceVpce vpce-1, and no one may be there (statement OnlyFrom).',
  },
  {
    name: 'the same by addresses',
    before: [own],
    now: [own, onlyFrom({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
    verdict: 'may-lock-out',
  },
  {
    name: 'the same but for requests that a service of AWS makes',
    before: [own],
    now: [
      own,
      onlyFrom({
        StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' },
        Bool: { 'aws:ViaAWSService': 'false' },
      }),
    ],
    verdict: 'may-lock-out',
  },
  {
    name: 'the owner’s roles are spared by name',
    before: [own],
    now: [
      own,
      onlyFrom({
        StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
        ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWNER}:*` },
      }),
    ],
    verdict: 'narrower',
  },
  {
    name: 'one address is denied',
    before: [own],
    now: [own, onlyFrom({ IpAddress: { 'aws:SourceIp': '203.0.113.9/32' } })],
    verdict: 'narrower',
  },
  {
    name: 'an endpoint more is let in where one was',
    before: [own, onlyFrom({ StringNotEquals: { 'aws:SourceVpce': ['vpce-1'] } })],
    now: [own, onlyFrom({ StringNotEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } })],
    verdict: 'wider',
  },
  {
    name: 'another endpoint is the only one',
    before: [own, onlyFrom({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })],
    now: [own, onlyFrom({ StringNotEquals: { 'aws:SourceVpce': 'vpce-2' } })],
    verdict: 'may-lock-out',
  },
  {
    name: 'only objects are kept to one network',
    before: [own],
    now: [own, deny({ Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } })],
    verdict: 'narrower',
  },
  { name: 'TLS is asked for', before: [own], now: [own, denyInsecure], verdict: 'narrower' },
  {
    name: 'TLS is no longer asked for',
    before: [own, denyInsecure],
    now: [own],
    verdict: 'weaker-transport',
    sentence:
      'Bucket x no longer refuses requests without TLS, or with too old a version of it (statement DenyInsecure is gone or weaker).',
  },
  {
    name: 'TLS is asked for when writing only',
    before: [denyInsecure],
    now: [{ ...denyInsecure, Action: 's3:PutObject' }],
    verdict: 'weaker-transport',
  },
  {
    name: 'TLS is asked of one account only',
    before: [denyInsecure],
    now: [{ ...denyInsecure, Principal: { AWS: SIBLING } }],
    verdict: 'weaker-transport',
  },
  {
    name: 'an older TLS will do',
    before: [deny({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } } })],
    now: [deny({ Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } })],
    verdict: 'weaker-transport',
  },
  {
    name: 'a newer TLS is asked for',
    before: [deny({ Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } })],
    now: [deny({ Condition: { NumericLessThan: { 's3:TlsVersion': 1.3 } } })],
    verdict: 'narrower',
  },
  {
    name: 'encryption is no longer asked for',
    before: [denyUnencrypted, own],
    now: [own],
    verdict: 'weaker-encryption',
  },
  {
    name: 'another encryption will do as well',
    before: [denyUnencrypted],
    now: [
      {
        ...denyUnencrypted,
        Condition: {
          StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms', 'AES256'] },
        },
      },
    ],
    verdict: 'weaker-encryption',
  },
  {
    name: 'an account less',
    before: [to({ AWS: [OWNER, SIBLING] })],
    now: [own],
    verdict: 'narrower',
    sentence: 'The policy of bucket x allows less than it did.',
  },
  {
    name: 'a role of a sibling instead of all of it',
    before: [to({ AWS: SIBLING })],
    now: [to({ AWS: `arn:aws:iam::${SIBLING}:role/app` })],
    verdict: 'narrower',
  },
  {
    name: 'a role that was deleted',
    before: [to({ AWS: `arn:aws:iam::${SIBLING}:role/app` })],
    now: [to({ AWS: 'AROAEXAMPLEID' })],
    verdict: 'narrower',
  },
  {
    name: 'other order and spelling',
    before: [own, everybody, denyInsecure],
    now: [
      {
        ...denyInsecure,
        Sid: 'X',
        Resource: [OBJECTS, BUCKET],
        Condition: { Bool: { 'AWS:securetransport': false } },
      },
      { ...everybody, Sid: undefined, Principal: { AWS: ['*'] }, Action: ['S3:getobject'] },
      allow({ Principal: { AWS: OWNER } }),
    ],
    verdict: 'same',
    sentence: 'The policy of bucket x means what it meant.',
  },
  {
    name: 'one statement in two',
    before: [to({ AWS: [OWNER, SIBLING] })],
    now: [own, to({ AWS: SIBLING })],
    verdict: 'same',
  },
  {
    name: 'the worst of several tells',
    before: [own, denyInsecure, denyUnencrypted],
    now: [to({ AWS: SIBLING }), to({ AWS: STRANGER }), everybody],
    verdict: 'public',
    sentence:
      'Everyone on the internet may read objects of bucket x (statement AllowPublicRead). 4 more at fault.',
  },
];

test.each(cases)('$verdict: $name', ({ before, now, verdict, sentence }) => {
  const judged = judgeBucketPolicy(aChange(aPolicy(...before), aPolicy(...now)));
  expect(judged.verdict).toBe(verdict);
  if (sentence !== undefined) expect(judged.sentence).toBe(sentence);
});

test('an Allow or a Deny with a variable loses its meaning with the version of the policy', () => {
  const home = deny({ Condition: { StringNotLike: { 's3:prefix': `home/\${aws:username}` } } });
  const older = JSON.stringify({ Version: '2008-10-17', Statement: [home] });
  expect(judgeBucketPolicy(aChange(aPolicy(home), older)).verdict).toBe('wider');
  expect(judgeBucketPolicy(aChange(older, older)).verdict).toBe('same');
});

const bucket = { name: 'x', ownerAccountId: OWNER, logDeliveries: ['cloudtrail.amazonaws.com'] };
const logs = (before: readonly Statement[], ...now: readonly Statement[]) =>
  judgeBucketPolicy(aChange(aPolicy(...before), aPolicy(...now), { bucket }));

test('a delivery is locked out by an Allow that is gone, or moved to where no log is written', () => {
  expect(logs([delivery, own], own)).toMatchObject({
    verdict: 'lock-out',
    sentence:
      'cloudtrail.amazonaws.com can no longer write to bucket x (statement Delivery is gone or weaker).',
    statements: [{ from: 'before', index: 0, sid: 'Delivery', statement: delivery }],
  });
  expect(logs([delivery], { ...delivery, Resource: `${BUCKET}/elsewhere/*` }).verdict).toBe(
    'lock-out',
  );
  expect(
    logs([delivery], { ...delivery, Condition: { StringEquals: { 'aws:SourceAccount': OWNER } } })
      .verdict,
  ).toBe('narrower');
  expect(logs([own], own, denyInsecure).verdict).toBe('narrower');
});

test.each([
  ['everybody', {}, 'lock-out'],
  [
    'who comes from no endpoint of ours',
    { StringNotEquals: { 'aws:SourceVpce': 'vpce-ours' } },
    'lock-out',
  ],
  [
    'who is not a role of ours',
    { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWNER}:*` } },
    'lock-out',
  ],
  [
    'who is on no path of ours',
    { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-ours/*' } },
    'lock-out',
  ],
  [
    'who is on another path',
    { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-ours/*' } },
    'narrower',
  ],
  ['who has no account', { Null: { 'aws:PrincipalAccount': 'true' } }, 'lock-out'],
  [
    'who is no service',
    {
      StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' },
      Bool: { 'aws:PrincipalIsAWSService': 'false' },
    },
    'narrower',
  ],
  ['who does not use TLS', { Bool: { 'aws:SecureTransport': false } }, 'narrower'],
  [
    'who gives the owner no control',
    { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    'narrower',
  ],
  [
    'whom only a request can tell',
    { StringNotEquals: { 'aws:SourceAccount': STRANGER } },
    'narrower',
  ],
] as const)('a delivery and a Deny of %s', (_, Condition, verdict) => {
  expect(logs([delivery], delivery, deny({ Action: 's3:Put*', Condition })).verdict).toBe(verdict);
});

test('a Deny beside the logs harms no delivery', () => {
  const Resource = `${BUCKET}/private/*`;
  expect(logs([delivery], delivery, deny({ Action: 's3:Put*', Resource })).verdict).toBe(
    'narrower',
  );
});

test.each([
  ['{', 'no JSON'],
  ['', 'nothing'],
  ['"x"', 'a text'],
  ['{"Version":"2012-10-17"}', 'no statements'],
  [aPolicy({ ...own, Effect: 'allow' }), 'an effect that is none'],
  [aPolicy({ ...own, Principal: undefined }), 'no principal'],
  [aPolicy({ ...own, Principal: OWNER }), 'a principal that is a text'],
  [aPolicy({ ...own, Action: [] }), 'no action'],
  [aPolicy({ ...own, Resource: { a: 1 } }), 'a resource that is no text'],
  [aPolicy({ ...own, Condition: { Bool: 'true' } }), 'a condition without a key'],
])('%s is unreadable, and never the same', (text) => {
  const verdictOf = (change: PolicyChange) => judgeBucketPolicy(change).verdict;
  expect(verdictOf(aChange(text, text))).toBe('unreadable');
  expect(verdictOf(aChange(aPolicy(own), text))).toBe('unreadable');
  expect(verdictOf(aChange(text, aPolicy(own)))).toBe('unreadable');
  expect(verdictOf(aChange(text, aPolicy(everybody)))).toBe('public');
});

test('no policy is a policy: nothing comes from it, and taking the last one away takes its Denies', () => {
  expect(judgeBucketPolicy(aChange(undefined, undefined)).verdict).toBe('same');
  expect(judgeBucketPolicy(aChange(undefined, aPolicy(own))).verdict).toBe('wider');
  expect(judgeBucketPolicy(aChange(aPolicy(own), undefined)).verdict).toBe('narrower');
  expect(judgeBucketPolicy(aChange(aPolicy(own, denyInsecure), undefined)).verdict).toBe(
    'weaker-transport',
  );
});

test('where what was there is not known, only what is never right is at fault', () => {
  const verdictOf = (...now: readonly Statement[]) =>
    judgeBucketPolicy(aChange(null, aPolicy(...now)));
  expect(verdictOf(everybody).verdict).toBe('public');
  expect(verdictOf(to({ AWS: STRANGER })).verdict).toBe('outside-organization');
  expect(verdictOf(deny({ Action: '*', Resource: BUCKET })).verdict).toBe('lock-out');
  expect(verdictOf(own, to({ AWS: SIBLING }))).toEqual({
    verdict: 'unreadable',
    statements: [],
    sentence:
      'What the policy of bucket x was is not known; nothing in it is public, outside the organization or a lock-out.',
  });
});

test('every statement at fault is told, verbatim, the worst first', () => {
  const { statements } = judgeBucketPolicy(
    aChange(aPolicy(own, denyInsecure), aPolicy(own, to({ AWS: SIBLING }), everybody)),
  );
  expect(statements.map(({ sentence: _, ...one }) => one)).toEqual([
    { verdict: 'public', from: 'now', index: 2, sid: 'AllowPublicRead', statement: everybody },
    {
      verdict: 'weaker-transport',
      from: 'before',
      index: 1,
      sid: 'DenyInsecure',
      statement: denyInsecure,
    },
    { verdict: 'wider', from: 'now', index: 1, statement: to({ AWS: SIBLING }) },
  ]);
});

test('in another partition an account is its root there', () => {
  const place = { bucket: { name: 'x', ownerAccountId: OWNER, partition: 'aws-cn' } };
  const change = aChange(
    aPolicy(allow({ Principal: { AWS: OWNER } })),
    aPolicy(allow({ Principal: { AWS: `arn:aws-cn:iam::${OWNER}:root` } })),
    place,
  );
  expect(judgeBucketPolicy(change).verdict).toBe('same');
});

test('no policy of 20 KB makes judging slow', () => {
  const many = (begin: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${begin}${at}`);
  const huge = aPolicy(
    allow({
      Principal: { AWS: many('1111222233', 100).map((one) => one.padEnd(12, '0').slice(0, 12)) },
      Action: many('s3:Get', 300),
      Resource: many(`${BUCKET}/`, 200),
    }),
  );
  const stars = (end: string) =>
    aPolicy(allow({ Resource: `${BUCKET}/${'*a'.repeat(4_000)}${end}` }));
  const began = process.cpuUsage();
  judgeBucketPolicy(aChange(huge, huge.replaceAll('s3:Get', 's3:Put')));
  judgeBucketPolicy(aChange(stars('b'), stars('c')));
  expect(process.cpuUsage(began).user).toBeLessThan(3_000_000);
});

test('a statement with too many combinations is judged whole, and soundly', () => {
  const nine = [...Array(9).keys()];
  const policy = (prefix: string) =>
    aPolicy(
      ...[...Array(24).keys()].map((at) =>
        allow({
          Principal: { AWS: nine.map((one) => `${100_000_000_000 + 9 * at + one}`) },
          Action: nine.map((one) => `s3:G*${one}`),
          Resource: nine.map((one) => `${BUCKET}/${prefix}${one}${at}`),
        }),
      ),
    );
  expect(judgeBucketPolicy(aChange(policy('a'), policy('b'))).verdict).toBe('outside-organization');
});
