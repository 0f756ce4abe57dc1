import { type Fields, field, list, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import { isCloudTrail, type LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { each } from '../../records/rows-of';
import { logPrefix, onLogBucket } from '../on-log-bucket';
import { deleteLogFiles } from './told';

/** Log files, digests and Insights of CloudTrail; other services use the same first folders. */
const LOG_FILE = /(^|\/)AWSLogs\/(.*\/)?CloudTrail/;

function judged(record: LogRecord, known: Known, target: string): Effect {
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

export const deleteLogFilesRecords = [
  onLogBucket(
    deleteLogFiles,
    each(
      ['DeleteObject', 'DeleteObjects', 'DeleteObjectVersion', 'PutObject', 'PutObjectRetention'],
      judged,
    ),
  ),
];
