import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { bareNameOf } from '../../record/protected';
import { named, rowsOf } from '../records/rows-of';

/** By its name; a call through an access point has that one's name, and the bucket among its resources. */
const bucketOf = (record: LogRecord): readonly string[] => {
  const arns = record.resourceArns.filter(
    (arn) => arn.startsWith('arn:aws') && arn.includes(':s3:::'),
  );
  const written = [...named('bucketName', 'bucket')(record), ...arns];
  return [...new Set(written.map((one) => (one.startsWith('arn:') ? bareNameOf(one) : one)))];
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
