import { field, fields, isFields } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onLogBucket } from '../on-log-bucket';
import { silenceBucket } from './technique';

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

export const silenceBucketRecords = [
  onLogBucket(silenceBucket, {
    PutBucketLogging: accessLog,
    PutBucketNotification: notification,
    PutBucketNotificationConfiguration: notification,
  }),
];
