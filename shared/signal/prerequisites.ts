import type { Reconciliation } from '../domain/reconciliation';
import type { DependencyKind, Subject } from '../domain/subject';

/**
 * What CloudTrail's errors say about the subjects that a trail depends on, when it refuses to put the trail back.
 * [D] the errors of CreateTrail, UpdateTrail and StartLogging in the CloudTrail API reference.
 */
const NEEDS: Readonly<Record<string, DependencyKind>> = {
  S3BucketDoesNotExistException: 'log-bucket',
  InsufficientS3BucketPolicyException: 'log-bucket',
  InsufficientEncryptionPolicyException: 'key',
  KmsException: 'key',
  KmsKeyDisabledException: 'key',
  KmsKeyNotFoundException: 'key',
  InsufficientSnsTopicPolicyException: 'topic',
  InvalidSnsTopicNameException: 'topic',
  CloudWatchLogsDeliveryUnavailableException: 'log-group',
  InvalidCloudWatchLogsLogGroupArnException: 'log-group',
  CloudTrailAccessNotEnabledException: 'membership',
};

/** What has to be put back before this subject can be: the protected subjects of the kind that AWS named. */
export function prerequisitesOf(
  { taken }: Pick<Reconciliation, 'taken'>,
  protectedSubjects: readonly Subject[],
): readonly Subject[] {
  const kinds = new Set(taken.flatMap(({ obstacle }) => NEEDS[obstacle?.code ?? ''] ?? []));
  return protectedSubjects.filter(({ kind }) => kinds.has(kind as DependencyKind));
}
