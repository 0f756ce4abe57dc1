import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { named, rowsOf } from '../records/rows-of';

const bucketOf = (record: LogRecord): readonly string[] => {
  const names = named('bucketName', 'bucket')(record);
  return names.length > 0
    ? names
    : record.resourceArns.filter((arn) => arn.startsWith('arn:aws') && arn.includes(':s3:::'));
};

/** What calls on a bucket do. */
export const onLogBucket = rowsOf({
  source: 's3.amazonaws.com',
  subject: 'buckets',
  targets: bucketOf,
});

/** Where the log files of this bucket begin, when a known trail says so. */
export function logPrefix({ trails }: Known, name: string): string {
  for (const { settings } of trails.values()) {
    if (settings.s3BucketName === name && settings.s3KeyPrefix)
      return `${settings.s3KeyPrefix}/AWSLogs/`;
  }
  return 'AWSLogs/';
}
