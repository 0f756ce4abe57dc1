import { field, fields, isFields, list, number, text } from '../../record/json';
import type { Known } from '../../record/known';
import { expiresLogs, lifecycleRules } from '../../record/lifecycle';
import type { LogRecord } from '../../record/log-record';
import { protects } from '../../record/protected';
import { LEAST_DAYS } from '../../record/retention';
import { type Effect, harm, none, type Row, unclear } from '../../record/row';
import { rowsOf, says } from '../records/rows-of';
import { changeBucketEncryption } from './change-bucket-encryption/technique';
import { changeBucketPolicyRecords } from './change-bucket-policy/record';
import { deleteBucket } from './delete-bucket/technique';
import { deleteLogFilesRecords } from './delete-log-files/record';
import { expireLogs } from './expire-logs/technique';
import { makeRequesterPay } from './make-requester-pay/technique';
import { logPrefix, onLogBucket } from './on-log-bucket';
import { openAccount } from './open-account/technique';
import { openBucketRecords } from './open-bucket/record';
import { publicAccess } from './public-access';
import { silenceBucket } from './silence-bucket/technique';
import { stopReplication } from './stop-replication/technique';
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
  onLogBucket(expireLogs, {
    PutBucketLifecycle: expiresFiles,
    PutBucketLifecycleConfiguration: expiresFiles,
    // Without a lifecycle nothing expires, and no log is lost.
    DeleteBucketLifecycle: () => none,
  }), // S3-01
  ...changeBucketPolicyRecords, // S3-02
  onLogBucket(
    deleteBucket,
    says((target) => `Bucket ${target} was deleted.`),
  ), // S3-03
  onLogBucket(suspendVersioning, suspends), // S3-04
  onLogBucket(weakenObjectLock, weakensLock), // S3-05
  onLogBucket(changeBucketEncryption, {
    PutBucketEncryption: reencrypts,
    DeleteBucketEncryption: says((target) => `The encryption of bucket ${target} was removed.`),
  }), // S3-06
  onLogBucket(makeRequesterPay, ({ request }, _known, target) => {
    const payer = text(field(request, 'requestPaymentConfiguration', 'payer'));
    if (!payer) return unclear(`Who pays for requests to bucket ${target} was set.`);
    return payer === 'Requester'
      ? harm(`Requesters pay in bucket ${target}; CloudTrail cannot deliver.`)
      : none;
  }), // S3-07
  onLogBucket(stopReplication, {
    PutBucketReplication: redirectsCopies,
    DeleteBucketReplication: says((target) => `Bucket ${target} is no longer replicated.`),
  }), // S3-08
  ...openBucketRecords, // S3-09
  onAccount(openAccount, {
    PutAccountPublicAccessBlock: publicAccess,
    DeleteAccountPublicAccessBlock: says(
      (target) => `Public access to every bucket of account ${target} is no longer blocked.`,
    ),
  }), // S3-09
  onLogBucket(silenceBucket, {
    PutBucketLogging: accessLog,
    PutBucketNotification: notification,
    PutBucketNotificationConfiguration: notification,
  }), // S3-10
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

function reencrypts(record: LogRecord, { subjects }: Known, target: string): Effect {
  const rule = field(record.request, 'serverSideEncryptionConfiguration', 'rule');
  const by = fields(field(list(rule)[0], 'applyServerSideEncryptionByDefault'));
  const key = text(by.KMSMasterKeyID);
  if (text(by.SSEAlgorithm) === 'AES256') return none;
  if (!key)
    return unclear(
      `Encryption of bucket ${target} was set; the record does not say with which key.`,
    );
  return protects(subjects.keys, [key], record)
    ? none
    : harm(`Bucket ${target} is encrypted with a foreign key, ${key}.`);
}

function expiresFiles(record: LogRecord, known: Known, target: string): Effect {
  const configuration = field(record.request, 'lifecycleConfiguration');
  if (!isFields(configuration)) return unclear(`The lifecycle of bucket ${target} was replaced.`);
  const prefix = logPrefix(known, target);
  return lifecycleRules(configuration).some((rule) => expiresLogs(rule, prefix, record.eventTime))
    ? harm(`Bucket ${target} now expires log files after fewer than ${LEAST_DAYS} days.`)
    : none;
}

function redirectsCopies(record: LogRecord, { subjects }: Known, target: string): Effect {
  const rules = list(field(record.request, 'replicationConfiguration', 'rule'));
  if (rules.length === 0)
    return unclear(`Replication of bucket ${target} was set; the record does not say to where.`);
  const foreign = rules.flatMap((rule) => {
    const to = text(field(rule, 'destination', 'bucket'));
    return to && protects(subjects.buckets, [to], record) ? [] : [to ?? 'an unnamed bucket'];
  });
  if (rules.some((rule) => field(rule, 'status') === 'Disabled'))
    return harm(`Replication of bucket ${target} is off.`);
  return foreign.length > 0 ? harm(`Bucket ${target} is copied to ${foreign.join(', ')}.`) : none;
}

function accessLog({ request }: LogRecord, _: Known, target: string): Effect {
  const status = field(request, 'bucketLoggingStatus');
  if (status === undefined)
    return unclear(`The access log of bucket ${target} was set; the record does not say to what.`);
  return isFields(field(status, 'loggingEnabled'))
    ? none
    : harm(`The access log of bucket ${target} is off.`);
}

function notification({ request }: LogRecord, _: Known, target: string): Effect {
  const kinds = Object.keys(fields(field(request, 'notificationConfiguration'))).filter(
    (name) => name !== 'xmlns',
  );
  if (field(request, 'notificationConfiguration') !== undefined && kinds.length === 0) {
    return harm(`Bucket ${target} sends no notifications any more.`);
  }
  return unclear(`Whom bucket ${target} notifies was replaced.`);
}
