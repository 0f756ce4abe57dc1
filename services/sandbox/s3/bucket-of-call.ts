import { asText } from '../core/input';
import { partitionOf } from '../core/partition';
import type { Action, Call, RecordPart, World } from '../core/service';
import { authorize } from '../iam/authorize';
import type { ResourcePolicy } from '../iam/policy-document';
import { accessDenied } from '../iam/require-permission';
import { organizationIdOf } from '../organizations/membership';
import { recordedParameters } from './recorded-parameters';
import { refuse, wrongRegion } from './refusals';
import type { Bucket } from './state';

export function bucketArn(partition: string, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}

/** The bucket a request names; undefined when there is none of that name. */
export function findBucket(call: Call, world: World): Bucket | undefined {
  return world.s3.buckets.get(String(call.input.Bucket));
}

/** As `findBucket`, refusing a bucket that is not there, is elsewhere, or is not the expected owner's. */
export function bucketOfCall(call: Call, world: World): Bucket {
  const bucket = findBucket(call, world);
  if (bucket === undefined) throw refuse.noSuchBucket(String(call.input.Bucket));
  const expected = call.input.ExpectedBucketOwner;
  if (expected !== undefined && expected !== bucket.accountId) throw refuse.denied();
  return bucket;
}

/** Refuses a request that was made in another Region than the bucket's. */
export function checkRegion({ region }: Call, bucket: Bucket): void {
  if (bucket.region !== region) throw wrongRegion(bucket, region);
}

export const policyOfBucket = ({ accountId, policy }: Bucket): ResourcePolicy => ({
  ownerAccountId: accountId,
  ...(policy && { document: policy.document }),
});

/** Authorization and record of every action on a bucket: its policy, its keys, its owner. */
export const onBucket = {
  resource: ({ input }, { partition }) => bucketArn(partition, String(input.Bucket)),
  resourcePolicy: (call, world) => {
    const bucket = findBucket(call, world);
    // A redirect comes before any permission, so that a client may follow it.
    if (bucket !== undefined) checkRegion(call, bucket);
    return bucket && policyOfBucket(bucket);
  },
  conditions: (call, world) => bucketConditions(world, call, findBucket(call, world)),
  record: (call, _output, world) => bucketRecord(call, world),
} satisfies Partial<Action>;

/** Authorization of an action on an object. No record: object calls are data events. */
export const onObject = {
  ...onBucket,
  resource: (call) => objectArn(call),
  record: null,
} satisfies Partial<Action>;

export const expectedOwner = { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' };

/** A version named by its id is a permission of its own: `s3:GetObjectVersion`. */
export function permissionOnVersion(permission: string): (call: Call) => string {
  return ({ input }) => `s3:${permission}${input.VersionId === undefined ? '' : 'Version'}`;
}

export function versionIdOf({ input }: Call): string | undefined {
  return asText(input.VersionId);
}

export function objectArn(
  { input, region }: Pick<Call, 'input' | 'region'>,
  key = String(input.Key),
): string {
  return `${bucketArn(partitionOf(region), String(input.Bucket))}/${key}`;
}

/** Signed in the query; what came over no wire has no headers at all. */
const isPresigned = ({ raw: { headers } }: Call): boolean =>
  headers.host !== undefined && headers.authorization === undefined;

/** Keys a bucket's ARN does not tell, and those of S3's own that a request may leave out. */
export function bucketConditions(world: World, call: Call, bucket: Bucket | undefined) {
  const owner = bucket?.accountId;
  const written = (name: string) => asText(call.raw.headers[name]);
  return {
    'aws:ResourceAccount': owner,
    'aws:ResourceOrgID': owner && organizationIdOf(world, owner),
    's3:ResourceAccount': owner,
    's3:x-amz-acl': written('x-amz-acl'),
    's3:x-amz-server-side-encryption': written('x-amz-server-side-encryption'),
    's3:x-amz-server-side-encryption-aws-kms-key-id': written(
      'x-amz-server-side-encryption-aws-kms-key-id',
    ),
    's3:prefix': asText(call.input.Prefix),
    's3:delimiter': asText(call.input.Delimiter),
    's3:max-keys': asText(call.input.MaxKeys),
    's3:versionid': asText(call.input.VersionId),
    's3:LocationConstraint': undefined,
    's3:TlsVersion': '1.3',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    's3:authType': isPresigned(call) ? 'REST-QUERY-STRING' : 'REST-HEADER',
  };
}

export function bucketRecord(call: Call, world: World): RecordPart {
  const bucket = findBucket(call, world);
  const foreign = bucket !== undefined && bucket.accountId !== call.accountId;
  return {
    requestParameters: recordedParameters(call),
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      AuthenticationMethod: isPresigned(call) ? 'QueryString' : 'AuthHeader',
      bytesTransferredIn: call.raw.body.length,
    },
    ...(bucket && {
      resources: [{ accountId: bucket.accountId, type: 'AWS::S3::Bucket', ARN: bucket.arn }],
    }),
    ...(foreign && { sharedWith: bucket.accountId }),
  };
}

/** Refuses a caller who lacks what a request needs besides its own permission, on the bucket or an object of it. */
export function requirePermission(
  call: Call,
  world: World,
  { permission, resource }: { readonly permission: string; readonly resource: string },
): void {
  const { principal } = call;
  const bucket = findBucket(call, world);
  const action = `s3:${permission}`;
  const decision = authorize(world, {
    principal,
    action,
    resources: [resource],
    ...(bucket && { resourcePolicy: policyOfBucket(bucket) }),
    context: { 'aws:RequestedRegion': call.region, ...bucketConditions(world, call, bucket) },
  });
  if (decision.kind === 'allowed') return;
  throw accessDenied({ ...decision, principal, action, protocol: 'rest-xml' });
}
