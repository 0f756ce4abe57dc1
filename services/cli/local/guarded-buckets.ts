import type { Connection } from '../../../shared/aws/connection';
import { makeCall } from '../../../shared/aws/make-call';
import { GUARD_TAG } from '../../../shared/domain/bucket';
import type { TamperingCall } from '../../../shared/domain/technique';

/** A bucket without logs, and whose it is. */
export interface Shop {
  readonly accountId: string;
  readonly name: string;
}

/** The bucket that each account has. */
export const shopIn = (accountId: string): Shop => ({
  accountId,
  name: `shop-pictures-${accountId}`,
});

/** Let in by its policy: the account itself, and only over TLS. */
export const shopPolicy = ({ accountId, name }: Shop): string => {
  const Resource = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
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
export async function makeShop(
  shop: Shop,
  connection: Connection & { readonly region: string },
): Promise<void> {
  const { region } = connection;
  const { accountId, name: Bucket } = shop;
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
    { call: 's3:PutBucketPolicy', input: { Bucket, Policy: shopPolicy(shop) } },
  ];
  for (const call of calls) await makeCall({ ...call, region }, connection);
}
