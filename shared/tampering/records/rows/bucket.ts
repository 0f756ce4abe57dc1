import {
  type Fields,
  field,
  fields,
  flag,
  isFields,
  list,
  number,
  text,
} from '../../../record/json';
import type { Known } from '../../../record/known';
import { expiresLogs, lifecycleRules } from '../../../record/lifecycle';
import { isCloudTrail, type LogRecord } from '../../../record/log-record';
import {
  denies,
  lets,
  matches,
  opened,
  readPolicy,
  resourcesOf,
  sourceArns,
} from '../../../record/policy';
import { bareNameOf, protects } from '../../../record/protected';
import { LEAST_DAYS } from '../../../record/retention';
import { type Effect, harm, none, type Row, unclear } from '../../../record/row';
import { named, rowsOf, says } from './dual-use';

/** By its name; a call through an access point has that one's name, and the bucket among its resources. */
const bucketOf = (record: LogRecord): readonly string[] => {
  const arns = record.resourceArns.filter(
    (arn) => arn.startsWith('arn:aws') && arn.includes(':s3:::'),
  );
  const written = [...named('bucketName', 'bucket')(record), ...arns];
  return [...new Set(written.map((one) => (one.startsWith('arn:') ? bareNameOf(one) : one)))];
};

const bucket = rowsOf({ source: 's3.amazonaws.com', subject: 'buckets', targets: bucketOf });

/** Where the log files of this bucket begin, when a known trail says so. */
function logPrefix({ trails }: Known, name: string): string {
  for (const { settings } of trails.values()) {
    if (settings.s3BucketName === name && settings.s3KeyPrefix)
      return `${settings.s3KeyPrefix}/AWSLogs/`;
  }
  return 'AWSLogs/';
}

function lifecycle(record: LogRecord, known: Known, target: string): Effect {
  const configuration = field(record.request, 'lifecycleConfiguration');
  if (!isFields(configuration)) return unclear(`The lifecycle of bucket ${target} was replaced.`);
  const prefix = logPrefix(known, target);
  return lifecycleRules(configuration).some((rule) => expiresLogs(rule, prefix, record.eventTime))
    ? harm(`Bucket ${target} now expires log files after fewer than ${LEAST_DAYS} days.`)
    : none;
}

/** [D] create-s3-bucket-policy-for-cloudtrail */
const WRITES = ['s3:GetBucketAcl', 's3:PutObject'];

function policy({ request, accountId }: LogRecord, { trails }: Known, target: string): Effect {
  const statements =
    readPolicy(field(request, 'bucketPolicy')) ?? readPolicy(field(request, 'policy'));
  if (!statements)
    return unclear(`The policy of bucket ${target} was replaced; the record does not hold it.`);
  if (denies(statements, WRITES)) return harm(`The policy of bucket ${target} denies CloudTrail.`);
  if (!lets(statements, WRITES))
    return harm(`The policy of bucket ${target} no longer lets CloudTrail write.`);
  const ours = [...trails].flatMap(([arn, { settings }]) =>
    settings.s3BucketName === target ? [arn] : [],
  );
  const writers = statements.filter((one) => resourcesOf(one).some((arn) => arn.includes('/')));
  const arns = writers.flatMap(sourceArns);
  const shut = ours.filter((arn) => arns.length > 0 && !arns.some((one) => matches(one, arn)));
  return shut.length > 0
    ? harm(`The policy of bucket ${target} is for other trails than ${shut.join(', ')}.`)
    : opened(statements, accountId, `bucket ${target}`);
}

function versioning({ request }: LogRecord, _: Known, target: string): Effect {
  const status = text(field(request, 'versioningConfiguration', 'status'));
  if (status === 'Enabled') return none;
  if (status) return harm(`Versioning of bucket ${target} is ${status.toLowerCase()}.`);
  return text(field(request, 'versioningConfiguration', 'mfaDelete')) === 'Disabled'
    ? harm(`Bucket ${target} no longer asks for MFA to delete.`)
    : unclear(`Versioning of bucket ${target} was set; the record does not say to what.`);
}

function objectLock({ request }: LogRecord, _: Known, target: string): Effect {
  const configuration = field(request, 'objectLockConfiguration');
  if (!isFields(configuration))
    return unclear(`Object Lock of bucket ${target} was set; the record does not say to what.`);
  const retention = fields(field(configuration, 'rule', 'defaultRetention'));
  const days = number(retention.Days) ?? (number(retention.Years) ?? 0) * 365;
  if (retention.Mode !== 'COMPLIANCE')
    return harm(`Bucket ${target} no longer locks objects in compliance mode.`);
  return days < LEAST_DAYS ? harm(`Bucket ${target} locks objects for ${days} days only.`) : none;
}

function encryption(record: LogRecord, { subjects }: Known, target: string): Effect {
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

function replication(record: LogRecord, { subjects }: Known, target: string): Effect {
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

const GROUPS = /groups\/(global\/AllUsers|global\/AuthenticatedUsers)/;

function acl({ request }: LogRecord, _: Known, target: string): Effect {
  const canned = JSON.stringify(field(request, 'x-amz-acl') ?? '');
  if (/public|authenticated-read/.test(canned) || GROUPS.test(JSON.stringify(request ?? {}))) {
    return harm(`Bucket ${target} was opened to the world.`);
  }
  return /log-delivery-write|bucket-owner-full-control/.test(canned)
    ? none
    : unclear(`The ACL of bucket ${target} was replaced; what was granted before is gone.`);
}

const BLOCKS = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
];

function publicAccess({ request }: LogRecord, _: Known, target: string): Effect {
  const configuration = field(request, 'publicAccessBlockConfiguration');
  if (!isFields(configuration))
    return unclear(`Public access to ${target} was set; the record does not say to what.`);
  const blocked = BLOCKS.every((name) => flag(field(configuration, name)) === true);
  return blocked ? none : harm(`Public access to ${target} is no longer blocked.`);
}

function ownership({ request }: LogRecord, _: Known, target: string): Effect {
  const rule = list(field(request, 'ownershipControls', 'rule'))[0];
  const owner = text(field(rule, 'objectOwnership'));
  if (!owner) return unclear(`Ownership of objects in bucket ${target} was set.`);
  return owner === 'ObjectWriter'
    ? harm(`Objects in bucket ${target} belong to their writers.`)
    : none;
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

/** Log files, digests and Insights of CloudTrail; other services use the same first folders. */
const LOG_FILE = /(^|\/)AWSLogs\/(.*\/)?CloudTrail/;

function objects(record: LogRecord, known: Known, target: string): Effect {
  if (isCloudTrail(record)) return none;
  const { eventName } = record;
  const keys = keysOf(record.request ?? {});
  const whole = logPrefix(known, target);
  const hit = keys.filter(
    (key) => LOG_FILE.test(key) || key === whole || (whole !== 'AWSLogs/' && key.startsWith(whole)),
  );
  if (keys.length > 0 && hit.length === 0) return none;
  const what = hit[0] ?? 'objects it does not name';
  if (eventName === 'PutObjectRetention')
    return unclear(`The retention of ${what} in bucket ${target} was set.`);
  return harm(
    `${eventName === 'PutObject' ? 'Overwritten' : 'Deleted'} in bucket ${target}: ${what}.`,
  );
}

const keysOf = (request: Fields): readonly string[] => [
  ...list(request.key).flatMap((key) => text(key) ?? []),
  ...list(field(request, 'delete', 'object')).flatMap((one) => text(field(one, 'key')) ?? []),
];

const publicBlock = { id: 'S3-09', title: 'Open the log bucket' };
const log = { id: 'S3-10', title: "Turn the bucket's access log or notifications off" };

export const bucketRows: readonly Row[] = [
  bucket(
    { id: 'S3-01', title: 'Expire log files' },
    ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'],
    lifecycle,
  ),
  // Without a lifecycle nothing expires, and no log is lost.
  bucket({ id: 'S3-01', title: 'Expire log files' }, ['DeleteBucketLifecycle'], () => none),
  bucket({ id: 'S3-02', title: "Change the log bucket's policy" }, ['PutBucketPolicy'], policy),
  bucket(
    { id: 'S3-02', title: "Change the log bucket's policy" },
    ['DeleteBucketPolicy'],
    says((target) => `The policy of bucket ${target} was deleted; CloudTrail cannot write.`),
  ),
  bucket(
    { id: 'S3-03', title: 'Delete the log bucket' },
    ['DeleteBucket'],
    says((target) => `Bucket ${target} was deleted.`),
  ),
  bucket({ id: 'S3-04', title: 'Suspend versioning' }, ['PutBucketVersioning'], versioning),
  bucket(
    { id: 'S3-05', title: 'Loosen Object Lock' },
    ['PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration'],
    objectLock,
  ),
  bucket(
    { id: 'S3-06', title: "Change the bucket's encryption" },
    ['PutBucketEncryption'],
    encryption,
  ),
  bucket(
    { id: 'S3-06', title: "Change the bucket's encryption" },
    ['DeleteBucketEncryption'],
    says((target) => `The encryption of bucket ${target} was removed.`),
  ),
  bucket(
    { id: 'S3-07', title: 'Make requesters pay' },
    ['PutBucketRequestPayment'],
    ({ request }, _known, target) => {
      const payer = text(field(request, 'requestPaymentConfiguration', 'payer'));
      if (!payer) return unclear(`Who pays for requests to bucket ${target} was set.`);
      return payer === 'Requester'
        ? harm(`Requesters pay in bucket ${target}; CloudTrail cannot deliver.`)
        : none;
    },
  ),
  bucket(
    { id: 'S3-08', title: 'Stop or redirect replication' },
    ['PutBucketReplication'],
    replication,
  ),
  bucket(
    { id: 'S3-08', title: 'Stop or redirect replication' },
    ['DeleteBucketReplication'],
    says((target) => `Bucket ${target} is no longer replicated.`),
  ),
  bucket(publicBlock, ['PutBucketAcl'], acl),
  bucket(publicBlock, ['PutBucketPublicAccessBlock'], publicAccess),
  bucket(
    publicBlock,
    ['DeleteBucketPublicAccessBlock'],
    says((target) => `Public access to bucket ${target} is no longer blocked.`),
  ),
  bucket(publicBlock, ['PutBucketOwnershipControls'], ownership),
  // Without controls a bucket is as with ObjectWriter. [D] about-object-ownership
  bucket(
    publicBlock,
    ['DeleteBucketOwnershipControls'],
    says((target) => `Objects in bucket ${target} belong to the accounts that write them again.`),
  ),
  ...accountWide(),
  bucket(log, ['PutBucketLogging'], accessLog),
  bucket(log, ['PutBucketNotification', 'PutBucketNotificationConfiguration'], notification),
  bucket(
    { id: 'S3-11', title: 'Delete or overwrite log files' },
    ['DeleteObject', 'DeleteObjects', 'DeleteObjectVersion', 'PutObject', 'PutObjectRetention'],
    objects,
  ),
];

function accountWide(): readonly Row[] {
  const rows = rowsOf({
    source: 's3.amazonaws.com',
    subject: 'accounts',
    targets: ({ request, accountId }) =>
      [text(field(request, 'accountId')) ?? accountId].flatMap((one) => one ?? []),
  });
  return [
    rows(publicBlock, ['PutAccountPublicAccessBlock'], publicAccess),
    rows(
      publicBlock,
      ['DeleteAccountPublicAccessBlock'],
      says((target) => `Public access to every bucket of account ${target} is no longer blocked.`),
    ),
  ];
}
