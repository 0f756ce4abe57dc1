import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';

const WHY =
  'Reads and writes of objects are recorded only where a trail selects data events of the bucket.';

/** What the log files say is what the attacker wants gone. Only Object Lock prevents it. */
export const deleteLogFiles: ReportedRow = {
  row: 'S3-11',
  title: 'Delete or overwrite log files',
  severity: 'critical',
  mitre: ['T1070', 'T1485'],
  notUndone: 'Which version of a file is the true one is for its digest, and for a human, to say.',
  notForwarded: {
    's3.amazonaws.com DeleteObject': WHY,
    's3.amazonaws.com DeleteObjects': WHY,
    's3.amazonaws.com DeleteObjectVersion': WHY,
    's3.amazonaws.com PutObject': WHY,
    's3.amazonaws.com PutObjectRetention': WHY,
  },
  guidance: (facts) => {
    const bucket = facts.asked('bucketName', 'bucket');
    const key = facts.asked('key', 'key');
    return [
      planned(facts, 'Nobody but CloudTrail writes there, and files go by lifecycle, not by hand.'),
      `Preserve: ${inPlace(`aws s3api list-object-versions --bucket ${bucket} --prefix ${key}`, facts)} > versions.json`,
      `Undo, where versions are kept: aws s3api delete-object --bucket ${bucket} --key ${key} --version-id <id-of-the-delete-marker>`,
      `What is missing or changed: ${inPlace('aws cloudtrail validate-logs --trail-arn <trail-arn> --start-time <time> --verbose', facts)}`,
      `What was lost can be had again for 90 days: ${inPlace('aws cloudtrail lookup-events --start-time <time>', facts)}, as far as it was management events.`,
      goesOn(facts),
    ];
  },
  drill: ({ logArchiveAccountId, homeRegion, bucket }) =>
    told({
      accountId: logArchiveAccountId,
      region: homeRegion,
      eventSource: 's3.amazonaws.com',
      eventName: 'DeleteObject',
      requestParameters: {
        bucketName: bucket,
        key: `AWSLogs/${logArchiveAccountId}/CloudTrail/${homeRegion}/2026/11/21/example.json.gz`,
      },
    }),
};
