import type { Baseline } from '../../domain/baseline';
import type { Finding } from '../../domain/finding';
import { type LogBucketState, ownBucket } from '../../domain/log-bucket';
import type { Runbook } from '../../domain/runbook';
import { type Step, stepOn } from '../../domain/step';
import type { Subject } from '../../domain/subject';
import { putEncryption } from './restore-bucket-encryption';
import { putPolicy } from './restore-bucket-policy';
import { putLifecycle } from './restore-lifecycle';
import { putObjectLock } from './restore-object-lock';
import { putPayer } from './restore-payer';
import { putReplication } from './restore-replication';
import { putVersioning } from './restore-versioning';
import { putAcl, putPublicAccessBlock } from './shut-bucket';
import { putLogging, putNotifications } from './unsilence-bucket';

/**
 * CreateBucket under the same name in the same Region, then what a new bucket does not have by itself.
 * Whatever protects a log file comes before the policy that lets CloudTrail write one; what relies on
 * other buckets, keys and roles, which may be gone too, comes after it, most fragile last. A bucket
 * that is half finished is found part by part by the other techniques and goes on from there.
 */
export const recreateBucket: Runbook<'log-bucket'> = {
  id: 'recreate-bucket',
  title: 'Create a deleted log bucket again',
  subject: 'log-bucket',
  undoes: ['delete-bucket'],
  steps,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'log-bucket'>): Step[] {
  if (findings.length === 0) return [];
  const { publicAccessBlock: block, acl, versioning, objectLock, encryption } = state;
  const isGranted = acl?.Grants.some(({ Grantee }) => Grantee.ID !== acl.Owner.ID);
  const isEncrypted = encryption?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm !== 'AES256';
  const { payer, lifecycle, logging, notifications = {}, replication, policy } = state;
  return [
    create(subject, state),
    ...putTags(subject, state), // these two first: no technique misses them
    ...(lifecycle?.Rules.length ? [putLifecycle(subject, lifecycle)] : []),
    ...(block && Object.values(block).includes(false)
      ? [putPublicAccessBlock(subject, block)]
      : []),
    ...(acl && isGranted ? [putAcl(subject, acl)] : []),
    ...(versioning?.Status ? [putVersioning(subject, versioning.Status)] : []),
    ...(objectLock?.Rule ? [putObjectLock(subject, objectLock)] : []), // needs versions
    ...(encryption && isEncrypted ? [putEncryption(subject, encryption)] : []),
    ...(policy ? [putPolicy(subject, policy)] : []), // CloudTrail delivers again
    ...(payer === 'Requester' ? [putPayer(subject, payer)] : []),
    ...(Object.keys(notifications).length > 0 ? [putNotifications(subject, notifications)] : []),
    ...(logging?.TargetBucket ? [putLogging(subject, logging)] : []), // needs its target
    ...(replication?.Role ? [putReplication(subject, replication)] : []), // and its role, and versions
  ];
}

function create(subject: Subject<'log-bucket'>, { ownership, objectLock }: LogBucketState): Step {
  const isElsewhere = subject.region !== 'us-east-1'; // which must not be named. [D] API_CreateBucket
  return stepOn(subject, 's3:CreateBucket', {
    Bucket: ownBucket(subject).Bucket,
    ...(isElsewhere && { CreateBucketConfiguration: { LocationConstraint: subject.region } }),
    ...(ownership && { ObjectOwnership: ownership }),
    ...(objectLock?.ObjectLockEnabled && { ObjectLockEnabledForBucket: true }),
  });
}

function putTags(subject: Subject<'log-bucket'>, { tags = {} }: LogBucketState): Step[] {
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  if (TagSet.length === 0) return [];
  return [stepOn(subject, 's3:PutBucketTagging', { ...ownBucket(subject), Tagging: { TagSet } })];
}
