import type { Call, World } from '../core/service';
import { accessDenied } from '../iam/access-denied';
import { authorize } from '../iam/authorize';
import { bucketConditions, findBucket } from './bucket-of-call';

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
    ...(bucket && {
      resourcePolicy: {
        ownerAccountId: bucket.accountId,
        ...(bucket.policy && { document: bucket.policy.document }),
      },
    }),
    context: { 'aws:RequestedRegion': call.region, ...bucketConditions(world, call, bucket) },
  });
  if (decision.kind === 'allowed') return;
  throw accessDenied({ ...decision, principal, action, protocol: 'rest-xml' });
}
