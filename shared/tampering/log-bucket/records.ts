import { field, fields, isFields, number, text } from '../../record/json';
import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { LEAST_DAYS } from '../../record/retention';
import { type Effect, harm, none, type Row, unclear } from '../../record/row';
import { rowsOf, says } from '../records/rows-of';
import { changeBucketEncryptionRecords } from './change-bucket-encryption/record';
import { changeBucketPolicyRecords } from './change-bucket-policy/record';
import { deleteBucket } from './delete-bucket/technique';
import { deleteLogFilesRecords } from './delete-log-files/record';
import { expireLogsRecords } from './expire-logs/record';
import { makeRequesterPay } from './make-requester-pay/technique';
import { onLogBucket } from './on-log-bucket';
import { openAccount } from './open-account/technique';
import { openBucketRecords } from './open-bucket/record';
import { publicAccess } from './public-access';
import { silenceBucketRecords } from './silence-bucket/record';
import { stopReplicationRecords } from './stop-replication/record';
import { suspendVersioning } from './suspend-versioning/technique';
import { turnOffMfaDeleteRecords } from './turn-off-mfa-delete';
import { weakenObjectLock } from './weaken-object-lock/technique';

const onAccount = rowsOf({
  source: 's3.amazonaws.com',
  subject: 'accounts',
  targets: ({ request, accountId }) =>
    [text(field(request, 'accountId')) ?? accountId].flatMap((one) => one ?? []),
});

export const logBucketRecords: readonly Row[] = [
  ...expireLogsRecords, // S3-01
  ...changeBucketPolicyRecords, // S3-02
  onLogBucket(
    deleteBucket,
    says((target) => `Bucket ${target} was deleted.`),
  ), // S3-03
  onLogBucket(suspendVersioning, suspends), // S3-04
  onLogBucket(weakenObjectLock, weakensLock), // S3-05
  ...changeBucketEncryptionRecords, // S3-06
  onLogBucket(makeRequesterPay, ({ request }, _known, target) => {
    const payer = text(field(request, 'requestPaymentConfiguration', 'payer'));
    if (!payer) return unclear(`Who pays for requests to bucket ${target} was set.`);
    return payer === 'Requester'
      ? harm(`Requesters pay in bucket ${target}; CloudTrail cannot deliver.`)
      : none;
  }), // S3-07
  ...stopReplicationRecords, // S3-08
  ...openBucketRecords, // S3-09
  onAccount(openAccount, {
    PutAccountPublicAccessBlock: publicAccess,
    DeleteAccountPublicAccessBlock: says(
      (target) => `Public access to every bucket of account ${target} is no longer blocked.`,
    ),
  }), // S3-09
  ...silenceBucketRecords, // S3-10
  ...deleteLogFilesRecords, // S3-11
  ...turnOffMfaDeleteRecords, // S3-12
];

function suspends({ request }: LogRecord, _: Known, target: string): Effect {
  const status = text(field(request, 'versioningConfiguration', 'status'));
  if (status === 'Enabled') return none;
  return status
    ? harm(`Versioning of bucket ${target} is ${status.toLowerCase()}.`)
    : unclear(`Versioning of bucket ${target} was set; the record does not say to what.`);
}

function weakensLock({ request }: LogRecord, _: Known, target: string): Effect {
  const configuration = field(request, 'objectLockConfiguration');
  if (!isFields(configuration))
    return unclear(`Object Lock of bucket ${target} was set; the record does not say to what.`);
  const retention = fields(field(configuration, 'rule', 'defaultRetention'));
  const days = number(retention.Days) ?? (number(retention.Years) ?? 0) * 365;
  if (retention.Mode !== 'COMPLIANCE')
    return harm(`Bucket ${target} no longer locks objects in compliance mode.`);
  return days < LEAST_DAYS ? harm(`Bucket ${target} locks objects for ${days} days only.`) : none;
}
