import { actionsOn } from '../../core/make-action';
import { pageAfter } from '../../core/page';
import type { Action, Call, World } from '../../core/service';
import {
  bucketArn,
  bucketConditions,
  bucketOfCall,
  bucketRecord,
  expectedOwner,
  findBucket,
  onBucket,
  requirePermission,
} from '../bucket-of-call';
import { putBucketPolicy } from '../bucket-policy';
import { elementOf, textOf } from '../configuration';
import { acl, canonicalId, ownershipControls, ownershipOf } from '../configurations/access';
import { createBucket, deleteBucket } from '../create-bucket';
import { isPublicPolicy } from '../public-policy';
import { recordedParameters } from '../recorded-parameters';
import { refuse } from '../refusals';
import type { Bucket } from '../state';

const onPath = { path: '/{Bucket}', headers: expectedOwner };

const ofBucket = actionsOn(onBucket, bucketOfCall);

export const createBucketAction: Action = {
  rest: {
    method: 'PUT',
    path: '/{Bucket}',
    headers: {
      'x-amz-acl': 'ACL',
      'x-amz-bucket-object-lock-enabled': 'ObjectLockEnabledForBucket',
      'x-amz-object-ownership': 'ObjectOwnership',
    },
    answer: { headers: { Location: 'location', BucketArn: 'x-amz-bucket-arn' } },
  },
  resource: ({ input }, { partition }) => bucketArn(partition, String(input.Bucket)),
  conditions: (call, world) => ({
    ...bucketConditions(world, call, undefined),
    's3:LocationConstraint': constraintOf(call),
  }),
  handle: (call, world) => {
    const name = String(call.input.Bucket);
    checkBeside(call, world, bucketArn(world.partition, name));
    const region = regionOf(call, world);
    const known = world.s3.buckets.get(name);
    if (known?.accountId === call.accountId) return again(call, known, world);
    const bucket = createBucket(world, { accountId: call.accountId, region, name });
    configure(bucket, call, world);
    return born(bucket);
  },
  record: (call, _output, world) => bucketRecord(call, world),
};

/** What else a caller has to be allowed for what is asked for beside the bucket [D API_CreateBucket]. */
function checkBeside(call: Call, world: World, resource: string): void {
  const { ACL, ObjectOwnership, ObjectLockEnabledForBucket } = call.input;
  const needed = [
    ...(ACL === undefined ? [] : ['PutBucketAcl']),
    ...(ObjectOwnership === undefined ? [] : ['PutBucketOwnershipControls']),
    ...(ObjectLockEnabledForBucket === 'true'
      ? ['PutBucketVersioning', 'PutBucketObjectLockConfiguration']
      : []),
  ];
  for (const permission of needed) requirePermission(call, world, { permission, resource });
}

/** us-east-1 creates anywhere; another Region only in itself, and has to be told so. */
function regionOf(call: Call, { regions }: World): string {
  const constraint = constraintOf(call);
  if (call.region !== 'us-east-1') {
    if (constraint !== call.region)
      throw refuse.illegalLocationConstraint(constraint ?? 'unspecified');
    return call.region;
  }
  if (constraint === undefined) return 'us-east-1';
  if (constraint === 'us-east-1' || !regions.includes(constraint)) {
    throw refuse.invalidLocationConstraint(constraint);
  }
  return constraint;
}

function constraintOf({ input }: Call): string | undefined {
  return textOf(elementOf(input.CreateBucketConfiguration ?? '').LocationConstraint);
}

const born = ({ name, arn }: Bucket) => ({ Location: `/${name}`, BucketArn: arn });

/**
 * In us-east-1 alone making one's own bucket again succeeds, and replaces its ACL [D API_CreateBucket]; not with
 * another ownership [R].
 */
function again(call: Call, known: Bucket, world: World) {
  const { ACL, ObjectOwnership, ObjectLockEnabledForBucket } = call.input;
  const other =
    (ObjectOwnership !== undefined && ObjectOwnership !== ownershipOf(known)) ||
    (ObjectLockEnabledForBucket === 'true' && !known.configurations.has('object-lock'));
  if (call.region !== 'us-east-1' || known.region !== 'us-east-1' || other) {
    throw refuse.bucketAlreadyOwnedByYou(known.name);
  }
  if (ACL === undefined) known.configurations.delete('acl');
  else known.configurations.set('acl', acl.accept({}, { bucket: known, call, world }));
  return born(known);
}

function configure(bucket: Bucket, call: Call, world: World): void {
  const put = { bucket, call, world };
  const { ACL, ObjectOwnership, ObjectLockEnabledForBucket } = call.input;
  if (ObjectOwnership !== undefined) {
    const rule = { ObjectOwnership: String(ObjectOwnership) };
    bucket.configurations.set('ownershipControls', ownershipControls.accept({ Rule: rule }, put));
  }
  if (ACL !== undefined) bucket.configurations.set('acl', acl.accept({}, put));
  if (ObjectLockEnabledForBucket !== 'true') return;
  // MFADelete is said of a bucket that was born with Object Lock. [R]
  bucket.configurations.set('versioning', { Status: 'Enabled', MfaDelete: 'Disabled' });
  bucket.configurations.set('object-lock', { ObjectLockEnabled: 'Enabled' });
}

export const headBucket = ofBucket(
  {
    permission: 's3:ListBucket',
    rest: {
      ...onPath,
      method: 'HEAD',
      answer: { headers: { BucketRegion: 'x-amz-bucket-region', BucketArn: 'x-amz-bucket-arn' } },
    },
  },
  ({ region, arn }) => ({ BucketRegion: region, BucketArn: arn }),
);

export const listBuckets: Action = {
  permission: 's3:ListAllMyBuckets',
  rest: {
    method: 'GET',
    path: '/',
    query: {
      prefix: 'Prefix',
      'bucket-region': 'BucketRegion',
      'max-buckets': 'MaxBuckets',
      'continuation-token': 'ContinuationToken',
    },
    answer: { root: 'ListAllMyBucketsResult' },
  },
  handle: ({ accountId, input }, world) => {
    const { Prefix = '', BucketRegion, MaxBuckets = 10_000, ContinuationToken } = input;
    const { items, next } = pageAfter(
      [...world.s3.buckets.values()]
        .filter((bucket) => bucket.accountId === accountId)
        .filter(({ name }) => name.startsWith(String(Prefix)))
        .filter(({ region }) => BucketRegion === undefined || region === BucketRegion),
      {
        from: ContinuationToken === undefined ? undefined : String(ContinuationToken),
        size: Number(MaxBuckets),
        nameOf: ({ name }) => name,
      },
    );
    return {
      Owner: { ID: canonicalId(accountId) },
      Buckets: {
        Bucket: items.map(({ name, arn, region, createdAt }) => ({
          Name: name,
          CreationDate: createdAt,
          BucketRegion: region,
          BucketArn: arn,
        })),
      },
      ContinuationToken: next,
    };
  },
  record: (call) => ({ requestParameters: recordedParameters(call) }),
};

/** us-east-1 answers for every Region, and is itself the empty answer [D API_GetBucketLocation]. */
export const getBucketLocation = ofBucket(
  {
    resourcePolicy: (call, world) => {
      const bucket = findBucket(call, world);
      const region = call.region === 'us-east-1' ? bucket?.region : undefined;
      return onBucket.resourcePolicy(region === undefined ? call : { ...call, region }, world);
    },
    rest: {
      ...onPath,
      method: 'GET',
      select: ['location'],
      answer: { root: 'LocationConstraint' },
    },
  },
  ({ region }) => (region === 'us-east-1' ? {} : { '#text': region }),
);

export const deleteBucketAction = ofBucket(
  { rest: { ...onPath, method: 'DELETE', answer: { status: 204 } } },
  (bucket, _call, world) => {
    deleteBucket(world, bucket);
  },
);

/** As `ofBucket`; the owner's root may always get, put and delete the policy, even if it says no [D API_PutBucketPolicy]. */
const ofBucketPolicy = actionsOn(
  {
    ...onBucket,
    resourcePolicy: (call, world) => {
      const policy = onBucket.resourcePolicy(call, world);
      const isOwnRoot = call.principal.kind === 'root' && call.accountId === policy?.ownerAccountId;
      return policy && isOwnRoot ? { ownerAccountId: policy.ownerAccountId } : policy;
    },
    record: (call, _output, world) => ({
      ...onBucket.record(call, undefined, world),
      requestParameters: { ...recordedParameters(call), policy: '' },
    }),
  },
  ownBucketOfCall,
);

const policyBinding = { ...onPath, select: ['policy'] };

/** Another account never handles the policy, even if the policy lets it. */
function ownBucketOfCall(call: Call, world: World): Bucket {
  const bucket = bucketOfCall(call, world);
  if (bucket.accountId !== call.accountId) throw refuse.methodNotAllowed();
  return bucket;
}

export const putBucketPolicyAction = ofBucketPolicy(
  { rest: { ...policyBinding, method: 'PUT', payload: 'Policy', answer: { status: 204 } } },
  (bucket, { input }, world) => {
    putBucketPolicy(world, bucket, String(input.Policy));
  },
);

export const getBucketPolicy = ofBucketPolicy(
  {
    rest: {
      ...policyBinding,
      method: 'GET',
      answer: { payload: 'Policy', headers: { ContentType: 'content-type' } },
    },
  },
  (bucket) => ({ Policy: policyOf(bucket).text, ContentType: 'application/json' }),
);

export const getBucketPolicyStatus = ofBucket(
  {
    rest: { ...onPath, method: 'GET', select: ['policyStatus'], answer: { root: 'PolicyStatus' } },
    // Also where there is no policy. [R]
    record: (call) => ({ requestParameters: { ...recordedParameters(call), policyStatus: '' } }),
  },
  (bucket) => ({ IsPublic: isPublicPolicy(policyOf(bucket).document) }),
);

function policyOf({ policy }: Bucket) {
  if (policy !== undefined) return policy;
  throw refuse.notThere('NoSuchBucketPolicy', 'The bucket policy does not exist');
}

/** Deleting what is not there succeeds. */
export const deleteBucketPolicy = ofBucketPolicy(
  { rest: { ...policyBinding, method: 'DELETE', answer: { status: 204 } } },
  (bucket) => {
    bucket.policy = undefined;
  },
);
