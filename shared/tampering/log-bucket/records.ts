import type { Row } from '../../record/row';
import { changeBucketEncryptionRecords } from './change-bucket-encryption/record';
import { changeBucketPolicyRecords } from './change-bucket-policy/record';
import { deleteBucketRecords } from './delete-bucket/record';
import { deleteLogFilesRecords } from './delete-log-files/record';
import { expireLogsRecords } from './expire-logs/record';
import { makeRequesterPayRecords } from './make-requester-pay/record';
import { openAccountRecords } from './open-account/record';
import { openBucketRecords } from './open-bucket/record';
import { silenceBucketRecords } from './silence-bucket/record';
import { stopReplicationRecords } from './stop-replication/record';
import { suspendVersioningRecords } from './suspend-versioning/record';
import { turnOffMfaDeleteRecords } from './turn-off-mfa-delete/record';
import { weakenObjectLockRecords } from './weaken-object-lock/record';

export const logBucketRecords: readonly Row[] = [
  ...expireLogsRecords, // S3-01
  ...changeBucketPolicyRecords, // S3-02
  ...deleteBucketRecords, // S3-03
  ...suspendVersioningRecords, // S3-04
  ...weakenObjectLockRecords, // S3-05
  ...changeBucketEncryptionRecords, // S3-06
  ...makeRequesterPayRecords, // S3-07
  ...stopReplicationRecords, // S3-08
  ...openBucketRecords, // S3-09
  ...openAccountRecords, // S3-09
  ...silenceBucketRecords, // S3-10
  ...deleteLogFilesRecords, // S3-11
  ...turnOffMfaDeleteRecords, // S3-12
];
