import type { Connection } from '../../../shared/aws/connection';
import { makeCall } from '../../../shared/aws/make-call';
import { GUARD_TAG } from '../../../shared/domain/bucket';
import type { TamperingCall } from '../../../shared/domain/technique';

/** A shop's bucket in an account: no logs are in it. */
export const shopBucket = (accountId: string): string => `shop-pictures-${accountId}`;

/** Let in by its policy: the account itself, and only over TLS. */
export const shopPolicy = (accountId: string): string => {
  const Resource = [
    `arn:aws:s3:::${shopBucket(accountId)}`,
    `arn:aws:s3:::${shopBucket(accountId)}/*`,
  ];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Shop',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource,
      },
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
};

/** As of an account that serves downloads: access control lists are blocked, and a policy may be public. */
const noPublicAcls = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

/** Makes such a bucket, tagged for BucketGuard, in an account that blocks public access control lists. */
export async function makeShopBucket(
  accountId: string,
  connection: Connection & { readonly region: string },
): Promise<void> {
  const { region } = connection;
  const Bucket = shopBucket(accountId);
  const calls: readonly Omit<TamperingCall, 'region'>[] = [
    { call: 's3:CreateBucket', input: { Bucket } },
    {
      call: 's3:PutBucketTagging',
      input: { Bucket, Tagging: { TagSet: [{ Key: GUARD_TAG, Value: 'yes' }] } },
    },
    { call: 's3:DeletePublicAccessBlock', input: { Bucket } },
    {
      call: 's3control:PutPublicAccessBlock',
      input: { AccountId: accountId, PublicAccessBlockConfiguration: noPublicAcls },
    },
    { call: 's3:PutBucketPolicy', input: { Bucket, Policy: shopPolicy(accountId) } },
  ];
  for (const call of calls) await makeCall({ ...call, region }, connection);
}
