import type { Evidence } from '../domain/evidence';
import type { SubjectKind } from '../domain/subject';
import type { Technique } from '../domain/technique';
import { lockBucket } from './bucket/lock-bucket/technique';
import { publishBucket } from './bucket/publish-bucket/technique';
import { shareBucket } from './bucket/share-bucket/technique';
import { unblockAccount } from './bucket/unblock-account/technique';
import { weakenBucket } from './bucket/weaken-bucket/technique';
import { indexed } from './detection/indexed';
import { deleteGuardRail } from './guard-rail/delete-guard-rail/technique';
import { detachGuardRail } from './guard-rail/detach-guard-rail/technique';
import { rewriteGuardRail } from './guard-rail/rewrite-guard-rail/technique';
import { turnOffPolicyType } from './guard-rail/turn-off-policy-type/technique';
import { changeKeyPolicy } from './key/change-key-policy/technique';
import { destroyKey } from './key/destroy-key/technique';
import { disableKey } from './key/disable-key/technique';
import { scheduleKeyDeletion } from './key/schedule-key-deletion/technique';
import { changeBucketEncryption } from './log-bucket/change-bucket-encryption/technique';
import { changeBucketPolicy } from './log-bucket/change-bucket-policy/technique';
import { deleteBucket } from './log-bucket/delete-bucket/technique';
import { expireLogs } from './log-bucket/expire-logs/technique';
import { makeRequesterPay } from './log-bucket/make-requester-pay/technique';
import { openAccount } from './log-bucket/open-account/technique';
import { openBucket } from './log-bucket/open-bucket/technique';
import { silenceBucket } from './log-bucket/silence-bucket/technique';
import { stopReplication } from './log-bucket/stop-replication/technique';
import { suspendVersioning } from './log-bucket/suspend-versioning/technique';
import { weakenObjectLock } from './log-bucket/weaken-object-lock/technique';
import { changeDataProtection } from './log-group/change-data-protection/technique';
import { changeLogGroupClass } from './log-group/change-log-group-class/technique';
import { changeLogGroupKey } from './log-group/change-log-group-key/technique';
import { deleteLogGroup } from './log-group/delete-log-group/technique';
import { redirectSubscription } from './log-group/redirect-subscription/technique';
import { shortenRetention } from './log-group/shorten-retention/technique';
import { changeDelegatedAdministrator } from './membership/change-delegated-administrator/technique';
import { closeRegion } from './membership/close-region/technique';
import { withdrawTrustedAccess } from './membership/withdraw-trusted-access/technique';
import { changeTopicPolicy } from './topic/change-topic-policy/technique';
import { changeTopicSettings } from './topic/change-topic-settings/technique';
import { deleteTopic } from './topic/delete-topic/technique';
import { dropSubscription } from './topic/drop-subscription/technique';
import { changeEventConfiguration } from './trail/change-event-configuration/technique';
import { changeKey } from './trail/change-key/technique';
import { changeTags } from './trail/change-tags/technique';
import { deleteTrail } from './trail/delete-trail/technique';
import { demoteOrganizationTrail } from './trail/demote-organization-trail/technique';
import { disconnectLogGroup } from './trail/disconnect-log-group/technique';
import { disconnectTopic } from './trail/disconnect-topic/technique';
import { dropInsights } from './trail/drop-insights/technique';
import { narrowAdvancedSelectors } from './trail/narrow-advanced-selectors/technique';
import { narrowEventSelectors } from './trail/narrow-event-selectors/technique';
import { narrowRegions } from './trail/narrow-regions/technique';
import { redirectDelivery } from './trail/redirect-delivery/technique';
import { stopLogging } from './trail/stop-logging/technique';
import { turnOffValidation } from './trail/turn-off-validation/technique';
import { attachForeignPolicy } from './warden/attach-foreign-policy/technique';
import { boundFreeRole } from './warden/bound-free-role/technique';
import { changeRoleBoundary } from './warden/change-role-boundary/technique';
import { changeRoleTrust } from './warden/change-role-trust/technique';
import { closeBus } from './warden/close-bus/technique';
import { closeQueue } from './warden/close-queue/technique';
import { crowdTargets } from './warden/crowd-targets/technique';
import { deleteBus } from './warden/delete-bus/technique';
import { deleteQueue } from './warden/delete-queue/technique';
import { deleteRole } from './warden/delete-role/technique';
import { deleteRule } from './warden/delete-rule/technique';
import { denyRole } from './warden/deny-role/technique';
import { divertTargets } from './warden/divert-targets/technique';
import { rekeyBus } from './warden/rekey-bus/technique';
import { rewriteBoundaryText } from './warden/rewrite-boundary-text/technique';
import { silenceRule } from './warden/silence-rule/technique';
import { stripRole } from './warden/strip-role/technique';

export type Techniques = { readonly [K in SubjectKind]: readonly Technique<K>[] };

/** Every known way to blind a subject. Adding one: its file, its line here, its test. */
export const techniques: Techniques = {
  trail: [
    stopLogging, // CT-01
    deleteTrail, // CT-02
    redirectDelivery, // CT-03
    narrowRegions, // CT-04
    demoteOrganizationTrail, // CT-05
    turnOffValidation, // CT-06
    changeKey, // CT-06
    disconnectLogGroup, // CT-07
    disconnectTopic, // CT-07
    narrowEventSelectors, // CT-08
    narrowAdvancedSelectors, // CT-09
    dropInsights, // CT-10
    changeTags, // CT-11
    changeEventConfiguration, // CT-11
  ],
  'log-bucket': [
    expireLogs, // S3-01
    changeBucketPolicy, // S3-02
    deleteBucket, // S3-03
    suspendVersioning, // S3-04
    weakenObjectLock, // S3-05
    changeBucketEncryption, // S3-06
    makeRequesterPay, // S3-07
    stopReplication, // S3-08
    openBucket, // S3-09
    openAccount, // S3-09
    silenceBucket, // S3-10
  ],
  bucket: [
    publishBucket, // BKT-01
    shareBucket, // BKT-02
    lockBucket, // BKT-03
    weakenBucket, // BKT-04
    unblockAccount, // BKT-05
  ],
  key: [
    disableKey, // KMS-01
    scheduleKeyDeletion, // KMS-02
    destroyKey, // KMS-02
    changeKeyPolicy, // KMS-03
  ],
  'log-group': [
    deleteLogGroup, // CWL-01
    shortenRetention, // CWL-03
    redirectSubscription, // CWL-04
    changeLogGroupKey, // CWL-06
    changeDataProtection, // CWL-06
    changeLogGroupClass, // CWL-08
  ],
  topic: [
    deleteTopic, // SNS-01
    changeTopicPolicy, // SNS-01
    changeTopicSettings, // SNS-01
    dropSubscription, // SNS-01
  ],
  membership: [
    withdrawTrustedAccess, // ORG-01
    changeDelegatedAdministrator, // CT-13
    closeRegion, // ACC-02
  ],
  'guard-rail': [
    deleteGuardRail, // ORG-05
    rewriteGuardRail, // ORG-05
    turnOffPolicyType, // ORG-05
    detachGuardRail, // ORG-05
  ],
  warden: [
    silenceRule, // GRD-01
    deleteRule, // GRD-01
    divertTargets, // GRD-01
    crowdTargets, // GRD-01
    closeBus, // GRD-02
    rekeyBus, // GRD-02
    deleteBus, // GRD-02
    stripRole, // GRD-04
    denyRole, // GRD-04
    attachForeignPolicy, // GRD-04
    changeRoleTrust, // GRD-04
    changeRoleBoundary, // GRD-04
    boundFreeRole, // GRD-04
    rewriteBoundaryText, // GRD-04
    deleteRole, // GRD-04
    closeQueue, // GRD-06
    deleteQueue, // GRD-06
  ],
};

export const allTechniques: readonly Technique[] = Object.values(techniques).flat();

/** Nothing when no technique has this id. */
export const findTechnique = (id: string): Technique | undefined =>
  allTechniques.find((technique) => technique.id === id);

const byCall = indexed(allTechniques);

type Call = Pick<Evidence, 'eventSource' | 'eventName'>;

/** The techniques this call could be. It need not be any: UpdateTrail also strengthens trails. */
export const suspected = ({ eventSource, eventName }: Call): readonly Technique[] =>
  byCall(eventSource, eventName);

/** Those of them that are done to this kind of subject: a log bucket is not told as any other bucket, nor the other way round. */
export const suspectedOf = (kind: SubjectKind, evidence: Call): readonly Technique[] =>
  suspected(evidence).filter(({ subject }) => (subject === 'bucket') === (kind === 'bucket'));

export const mayTamper = (evidence: Evidence): boolean => suspected(evidence).length > 0;
