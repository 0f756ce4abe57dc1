import type { Runbook } from '../../domain/runbook';
import type { SubjectKind } from '../../domain/subject';
import { putBackBucket } from './bucket/put-back-bucket';
import { attachGuardRail } from './guard-rail/attach-guard-rail';
import { recreateGuardRail } from './guard-rail/recreate-guard-rail';
import { restoreGuardRail } from './guard-rail/restore-guard-rail';
import { turnOnPolicyType } from './guard-rail/turn-on-policy-type';
import { cancelKeyDeletion } from './key/cancel-key-deletion';
import { reenableKey } from './key/reenable-key';
import { restoreKeyPolicy } from './key/restore-key-policy';
import { recreateBucket } from './log-bucket/recreate-bucket';
import { restoreBucketEncryption } from './log-bucket/restore-bucket-encryption';
import { restoreBucketPolicy } from './log-bucket/restore-bucket-policy';
import { restoreLifecycle } from './log-bucket/restore-lifecycle';
import { restoreObjectLock } from './log-bucket/restore-object-lock';
import { restorePayer } from './log-bucket/restore-payer';
import { restoreReplication } from './log-bucket/restore-replication';
import { restoreVersioning } from './log-bucket/restore-versioning';
import { shutAccount } from './log-bucket/shut-account';
import { shutBucket } from './log-bucket/shut-bucket';
import { unsilenceBucket } from './log-bucket/unsilence-bucket';
import { recreateLogGroup } from './log-group/recreate-log-group';
import { restoreDataProtection } from './log-group/restore-data-protection';
import { restoreLogGroupKey } from './log-group/restore-log-group-key';
import { restoreRetention } from './log-group/restore-retention';
import { restoreSubscriptions } from './log-group/restore-subscriptions';
import { reopenRegion } from './membership/reopen-region';
import { restoreDelegatedAdministrators } from './membership/restore-delegated-administrators';
import { restoreTrustedAccess } from './membership/restore-trusted-access';
import { recreateTopic } from './topic/recreate-topic';
import { restoreTopicPolicy } from './topic/restore-topic-policy';
import { restoreTopicSettings } from './topic/restore-topic-settings';
import { subscribeAgain } from './topic/subscribe-again';
import { recreateTrail } from './trail/recreate-trail';
import { restoreEventConfiguration } from './trail/restore-event-configuration';
import { restoreInsights } from './trail/restore-insights';
import { restoreSelectors } from './trail/restore-selectors';
import { restoreSettings } from './trail/restore-settings';
import { restoreTags } from './trail/restore-tags';
import { resumeLogging } from './trail/resume-logging';
import { detachForeignPolicies } from './warden/detach-foreign-policies';
import { recreateBus } from './warden/recreate-bus';
import { recreateQueue } from './warden/recreate-queue';
import { recreateRole } from './warden/recreate-role';
import { recreateRule } from './warden/recreate-rule';
import { removeForeignPolicies } from './warden/remove-foreign-policies';
import { removeForeignTargets } from './warden/remove-foreign-targets';
import { reopenBus } from './warden/reopen-bus';
import { restoreBusSettings } from './warden/restore-bus-settings';
import { restoreQueue } from './warden/restore-queue';
import { restoreRoleBoundary } from './warden/restore-role-boundary';
import { restoreRolePolicies } from './warden/restore-role-policies';
import { restoreRoleTrust } from './warden/restore-role-trust';
import { restoreRule } from './warden/restore-rule';
import { restoreTargets } from './warden/restore-targets';

export type Runbooks = { readonly [K in SubjectKind]: readonly Runbook<K>[] };

/** Every remedy, in the order in which their steps must be taken. */
export const runbooks: Runbooks = {
  trail: [
    resumeLogging, // first: no used-up quota and no refusal of another call keeps it off
    recreateTrail, // starts it too; what it owes comes after that
    restoreSettings, // where its files go, before more of them are written
    restoreSelectors,
    restoreInsights,
    restoreTags,
    restoreEventConfiguration,
  ],
  'log-bucket': [
    recreateBucket, // first: the others need a bucket
    restoreBucketPolicy, // what it denies may be the rest of this list
    restorePayer, // CloudTrail delivers again
    restoreBucketEncryption,
    restoreLifecycle, // before S3 deletes anything more
    shutAccount,
    shutBucket,
    restoreVersioning,
    restoreObjectLock, // needs versions
    unsilenceBucket,
    restoreReplication, // last: needs versions, a role and another bucket
  ],
  bucket: [putBackBucket],
  key: [
    restoreKeyPolicy, // first: it says who may do the rest
    cancelKeyDeletion, // leaves the key disabled, and enables it
    reenableKey,
  ],
  'log-group': [
    recreateLogGroup, // first: the others need a group
    restoreLogGroupKey, // what is written from now on
    restoreRetention,
    restoreDataProtection, // what subscribers see, before they see it
    restoreSubscriptions,
  ],
  topic: [
    recreateTopic, // first: the others need a topic
    restoreTopicPolicy,
    restoreTopicSettings,
    subscribeAgain, // last, with everything right
  ],
  membership: [
    restoreTrustedAccess, // first: without it CloudTrail takes no administrator
    restoreDelegatedAdministrators,
    reopenRegion,
  ],
  'guard-rail': [
    recreateGuardRail, // first: the others need a policy
    restoreGuardRail, // what it says, before it binds
    turnOnPolicyType,
    attachGuardRail,
  ],
  warden: [
    recreateBus, // first: rules need a bus
    restoreBusSettings,
    reopenBus,
    recreateQueue,
    restoreQueue,
    recreateRole, // with its boundary: without one the guard may not write it
    restoreRoleBoundary, // before its policies, for the same reason
    removeForeignPolicies, // what denies, before what is allowed
    detachForeignPolicies,
    restoreRolePolicies,
    restoreRoleTrust, // last: it is assumed by no one before its rights are right
    recreateRule,
    restoreRule,
    removeForeignTargets, // a rule has room for five
    restoreTargets,
  ],
};

/** Is there a remedy for the technique of this id? */
export const hasRunbook = (technique: string): boolean =>
  Object.values(runbooks)
    .flat()
    .some(({ undoes }) => undoes.includes(technique));
