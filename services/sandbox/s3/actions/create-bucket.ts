import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { bucketArn, bucketConditions, bucketRecord } from '../bucket-of-call';
import { acl } from '../configurations/acl';
import { ownershipControls } from '../configurations/ownership-controls';
import { createBucket } from '../create-bucket';
import { refuse } from '../refusals';
import { requirePermission } from '../require-permission';
import type { Bucket } from '../state';
import { elementOf, textOf } from '../xml-values';

export const createBucketAction: Action = {
  readOnly: false,
  rest: {
    method: 'PUT',
    path: '/{Bucket}',
    headers: {
      'x-amz-acl': 'ACL',
      'x-amz-bucket-object-lock-enabled': 'ObjectLockEnabledForBucket',
      'x-amz-object-ownership': 'ObjectOwnership',
    },
    answer: { headers: { Location: 'location' } },
  },
  resource: ({ input }) => bucketArn(String(input.Bucket)),
  conditions: (call, world) => ({
    ...bucketConditions(world, call, undefined),
    's3:LocationConstraint': constraintOf(call),
  }),
  handle: (call, world) => {
    const name = String(call.input.Bucket);
    checkBeside(call, world, bucketArn(name));
    const region = regionOf(call, world);
    const known = world.s3.buckets.get(name);
    if (known?.accountId === call.accountId) return again(call, known);
    const bucket = createBucket(world, { accountId: call.accountId, region, name });
    configure(bucket, call, world);
    return { Location: `/${name}` };
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

/** In us-east-1 alone making one's own bucket again succeeds, and takes its ACL back [D API_CreateBucket]. */
function again(call: Call, known: Bucket): { readonly Location: string } {
  if (call.region !== 'us-east-1' || known.region !== 'us-east-1') {
    throw refuse.bucketAlreadyOwnedByYou(known.name);
  }
  known.configurations.delete('acl');
  return { Location: `/${known.name}` };
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
  bucket.configurations.set('versioning', { Status: 'Enabled' });
  bucket.configurations.set('object-lock', { ObjectLockEnabled: 'Enabled' });
}
