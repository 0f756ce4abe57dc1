import { field, isFields } from '../../../record/json';
import type { Known } from '../../../record/known';
import { expiresLogs, lifecycleRules } from '../../../record/lifecycle';
import type { LogRecord } from '../../../record/log-record';
import { LEAST_DAYS } from '../../../record/retention';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { logPrefix, onLogBucket } from '../on-log-bucket';
import { expireLogs } from './technique';

function expires(record: LogRecord, known: Known, target: string): Effect {
  const configuration = field(record.request, 'lifecycleConfiguration');
  if (!isFields(configuration)) return unclear(`The lifecycle of bucket ${target} was replaced.`);
  const prefix = logPrefix(known, target);
  return lifecycleRules(configuration).some((rule) => expiresLogs(rule, prefix, record.eventTime))
    ? harm(`Bucket ${target} now expires log files after fewer than ${LEAST_DAYS} days.`)
    : none;
}

export const expireLogsRecords = [
  onLogBucket(expireLogs, {
    PutBucketLifecycle: expires,
    PutBucketLifecycleConfiguration: expires,
    // Without a lifecycle nothing expires, and no log is lost.
    DeleteBucketLifecycle: () => none,
  }),
];
