import type { PolicyChange } from '../../../shared/playbooks/bucket-policy/judge';

export const OWNER = '111122223333';
export const SIBLING = '444455556666';
export const PARTNER = '777788889999';
export const STRANGER = '999999999999';

export const BUCKET = 'arn:aws:s3:::x';
export const OBJECTS = `${BUCKET}/*`;

export type Statement = Readonly<Record<string, unknown>>;

/** A policy as text; a statement says only what matters. */
export const aPolicy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const allow = (statement: Statement): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: root(OWNER) },
  Action: 's3:GetObject',
  Resource: OBJECTS,
  ...statement,
});

export const deny = (statement: Statement): Statement => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:DeleteObject',
  Resource: OBJECTS,
  ...statement,
});

export const root = (account: string): string => `arn:aws:iam::${account}:root`;

export const denyInsecure = deny({
  Sid: 'DenyInsecure',
  Action: 's3:*',
  Resource: [BUCKET, OBJECTS],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

export const denyUnencrypted = deny({
  Sid: 'DenyUnencrypted',
  Action: 's3:PutObject',
  Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
});

export const delivery = allow({
  Sid: 'Delivery',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `${BUCKET}/AWSLogs/${OWNER}/*`,
});

export const aChange = (
  before: string | undefined | null,
  now: string | undefined,
  more: Partial<PolicyChange> = {},
): PolicyChange => ({
  before,
  now,
  bucket: { name: 'x', ownerAccountId: OWNER },
  organization: {
    id: 'o-ours',
    accountIds: [SIBLING],
    trustedAccountIds: [PARTNER],
    trustedNetworks: ['198.51.100.0/24', 'vpce-ours'],
  },
  ...more,
});
