import type { Evidence } from '../domain/evidence';
import type { SubjectKind } from '../domain/subject';
import type { Technique } from '../domain/technique';
import { deleteGuardRail } from './guard-rail/delete-guard-rail';
import { detachGuardRail } from './guard-rail/detach-guard-rail';
import { rewriteGuardRail } from './guard-rail/rewrite-guard-rail';
import { turnOffPolicyType } from './guard-rail/turn-off-policy-type';
import { changeKeyPolicy } from './key/change-key-policy';
import { destroyKey } from './key/destroy-key';
import { disableKey } from './key/disable-key';
import { scheduleKeyDeletion } from './key/schedule-key-deletion';
import { changeBucketEncryption } from './log-bucket/change-bucket-encryption';
import { changeBucketPolicy } from './log-bucket/change-bucket-policy';
import { deleteBucket } from './log-bucket/delete-bucket';
import { expireLogs } from './log-bucket/expire-logs';
import { makeRequesterPay } from './log-bucket/make-requester-pay';
import { openAccount } from './log-bucket/open-account';
import { openBucket } from './log-bucket/open-bucket';
import { silenceBucket } from './log-bucket/silence-bucket';
import { stopReplication } from './log-bucket/stop-replication';
import { suspendVersioning } from './log-bucket/suspend-versioning';
import { weakenObjectLock } from './log-bucket/weaken-object-lock';
import { changeDataProtection } from './log-group/change-data-protection';
import { changeLogGroupClass } from './log-group/change-log-group-class';
import { changeLogGroupKey } from './log-group/change-log-group-key';
import { deleteLogGroup } from './log-group/delete-log-group';
import { redirectSubscription } from './log-group/redirect-subscription';
import { shortenRetention } from './log-group/shorten-retention';
import { changeDelegatedAdministrator } from './membership/change-delegated-administrator';
import { closeRegion } from './membership/close-region';
import { withdrawTrustedAccess } from './membership/withdraw-trusted-access';
import { changeTopicPolicy } from './topic/change-topic-policy';
import { changeTopicSettings } from './topic/change-topic-settings';
import { deleteTopic } from './topic/delete-topic';
import { dropSubscription } from './topic/drop-subscription';
import { changeEventConfiguration } from './trail/change-event-configuration';
import { changeKey } from './trail/change-key';
import { changeTags } from './trail/change-tags';
import { deleteTrail } from './trail/delete-trail';
import { demoteOrganizationTrail } from './trail/demote-organization-trail';
import { disconnectLogGroup } from './trail/disconnect-log-group';
import { disconnectTopic } from './trail/disconnect-topic';
import { dropInsights } from './trail/drop-insights';
import { narrowAdvancedSelectors } from './trail/narrow-advanced-selectors';
import { narrowEventSelectors } from './trail/narrow-event-selectors';
import { narrowRegions } from './trail/narrow-regions';
import { redirectDelivery } from './trail/redirect-delivery';
import { stopLogging } from './trail/stop-logging';
import { turnOffValidation } from './trail/turn-off-validation';
import { attachForeignPolicy } from './warden/attach-foreign-policy';
import { boundFreeRole } from './warden/bound-free-role';
import { changeRoleBoundary } from './warden/change-role-boundary';
import { changeRoleTrust } from './warden/change-role-trust';
import { closeBus } from './warden/close-bus';
import { closeQueue } from './warden/close-queue';
import { crowdTargets } from './warden/crowd-targets';
import { deleteBus } from './warden/delete-bus';
import { deleteQueue } from './warden/delete-queue';
import { deleteRole } from './warden/delete-role';
import { deleteRule } from './warden/delete-rule';
import { denyRole } from './warden/deny-role';
import { divertTargets } from './warden/divert-targets';
import { rekeyBus } from './warden/rekey-bus';
import { rewriteBoundaryText } from './warden/rewrite-boundary-text';
import { silenceRule } from './warden/silence-rule';
import { stripRole } from './warden/strip-role';

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

/** By call: what a record says is no key of an object, which would find what every object inherits. */
const byCall = new Map<string, Technique[]>();
for (const technique of allTechniques) {
  for (const [source, names] of Object.entries(technique.events)) {
    for (const name of names) {
      const call = `${source} ${name}`;
      byCall.set(call, [...(byCall.get(call) ?? []), technique]);
    }
  }
}

const NONE: readonly Technique[] = [];

/** The techniques this call could be. It need not be any: UpdateTrail also strengthens trails. */
export const suspected = ({
  eventSource,
  eventName,
}: Pick<Evidence, 'eventSource' | 'eventName'>): readonly Technique[] =>
  byCall.get(`${eventSource} ${eventName}`) ?? NONE;

export const mayTamper = (evidence: Evidence): boolean => suspected(evidence).length > 0;
