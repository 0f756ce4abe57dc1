import type { Baseline } from '../../../domain/baseline';
import { canonicalPolicy } from '../../../domain/canonical-policy';
import type { Finding } from '../../../domain/finding';
import { type LogBucketPart, type LogBucketState, ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { same } from '../../../domain/same';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
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
 * CreateBucket under the same name in the same Region, then what a new bucket does not have by itself. What protects
 * a log file comes before the policy that lets CloudTrail write one. What relies on other buckets, keys and roles,
 * which may be gone too, comes after the policy, most fragile last. For a half-finished bucket `finish` names what
 * is still owed, including what no technique misses.
 */
export const recreateBucket: Runbook<'log-bucket'> = {
  id: 'recreate-bucket',
  title: 'Create a deleted log bucket again',
  subject: 'log-bucket',
  undoes: ['delete-bucket'],
  steps,
  finish,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'log-bucket'>): Step[] {
  if (findings.length === 0) return [];
  return [create(subject, state), ...restOf(subject, state).map(([, step]) => step)];
}

type Part = LogBucketPart | 'versioning';

/** What a new bucket does not have by itself, in order. */
function restOf(
  subject: Subject<'log-bucket'>,
  state: LogBucketState,
): readonly (readonly [Part, Step])[] {
  const { publicAccessBlock: block, acl, versioning, objectLock, encryption } = state;
  const isGranted = acl?.Grants.some(({ Grantee }) => Grantee.ID !== acl.Owner.ID);
  const isEncrypted = encryption?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm !== 'AES256';
  const { payer, lifecycle, logging, notifications = {}, replication, policy } = state;
  const put = (part: Part, ...steps: readonly (Step | false)[]) =>
    steps.flatMap((step) => (step ? [[part, step] as const] : []));
  return [
    ...put('tags', ...putTags(subject, state)), // these two first: no technique misses them once it is finished
    ...(lifecycle?.Rules.length ? put('lifecycle', putLifecycle(subject, lifecycle)) : []),
    ...(block && Object.values(block).includes(false)
      ? put('publicAccessBlock', putPublicAccessBlock(subject, block))
      : []),
    ...(acl && isGranted ? put('acl', putAcl(subject, acl)) : []),
    ...(versioning?.Status ? put('versioning', putVersioning(subject, versioning.Status)) : []),
    ...(objectLock?.Rule ? put('objectLock', putObjectLock(subject, objectLock)) : []), // needs versions
    ...(encryption && isEncrypted ? put('encryption', putEncryption(subject, encryption)) : []),
    ...(policy ? put('policy', putPolicy(subject, policy)) : []), // CloudTrail delivers again
    ...(payer === 'Requester' ? put('payer', putPayer(subject, payer)) : []),
    ...(Object.keys(notifications).length > 0
      ? put('notifications', putNotifications(subject, notifications))
      : []),
    ...(logging?.TargetBucket ? put('logging', putLogging(subject, logging)) : []), // needs its target
    ...(replication?.Role ? put('replication', putReplication(subject, replication)) : []), // and its role, and versions
  ];
}

function finish(is: LogBucketState, { subject, state }: Baseline<'log-bucket'>): Step[] {
  if (!is.isOurs) return [];
  return restOf(subject, state)
    .filter(([part]) => is[part] !== undefined && !same(mark(part, is), mark(part, state)))
    .map(([, step]) => step);
}

/** The content of a part that is compared: without entries that AWS adds by itself and no call can put back. */
function mark(part: Part, state: LogBucketState): unknown {
  switch (part) {
    case 'policy':
      return canonicalPolicy(state.policy ?? '');
    case 'encryption':
      return state.encryption?.ApplyServerSideEncryptionByDefault;
    case 'versioning':
      return state.versioning?.Status;
    case 'objectLock':
      return state.objectLock?.Rule;
    case 'acl':
      return state.acl?.Grants;
    default:
      return state[part];
  }
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
