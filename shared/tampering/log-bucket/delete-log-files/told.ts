import { aroundTime } from '../../reported/around-time';
import type { Facts } from '../../reported/facts';
import { telling } from '../../reported/report-drill';
import type { Lines, ToldRow } from '../../reported/reported-row';

const WHY =
  'Reads and writes of objects are recorded only where a trail selects data events of the bucket.';

/** What the log files say is what the attacker wants gone. Only Object Lock prevents it. */
export const deleteLogFiles: ToldRow = {
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
  planned: 'Only CloudTrail writes there, and files go by lifecycle, not by hand.',
  toDo: (facts) => {
    const bucket = facts.target; // through an access point the request has that one's name
    const key = facts.asked('key', 'key');
    return [
      {
        'Preserve, in {accountId}': `aws s3api list-object-versions --bucket ${bucket} --prefix ${key} > versions.json`,
      },
      undo(facts, { bucket, key }),
      {
        'What is missing or changed, by the digests': `aws cloudtrail validate-logs --trail-arn <trail-arn> --start-time ${aroundTime(facts.at, -4)} --verbose`,
        'What was lost can be had again for 90 days, as far as it was management events': `aws cloudtrail lookup-events --start-time ${aroundTime(facts.at, -4)} --region {region}`,
      },
    ];
  },
  drill: telling(
    'logArchive',
    's3:DeleteObject',
    ({ logArchiveAccountId, homeRegion, bucket }) => ({
      bucketName: bucket,
      key: `AWSLogs/${logArchiveAccountId}/CloudTrail/${homeRegion}/2026/11/21/example.json.gz`,
    }),
  ),
};

interface LogFile {
  readonly bucket: string;
  readonly key: string;
}

/** Deleting a version with a wrong id destroys evidence: only a delete marker is ever deleted. */
function undo({ eventName }: Facts, { bucket, key }: LogFile): Lines {
  const of = `--bucket ${bucket} --key ${key}`;
  switch (eventName) {
    case 'DeleteObject':
    case 'DeleteObjects':
      return {
        'Find the delete marker, where versions are kept': `aws s3api list-object-versions --bucket ${bucket} --prefix ${key} --query 'DeleteMarkers[?IsLatest].[Key,VersionId]'`,
        'Undo, with the id of a delete marker and of nothing else': `aws s3api delete-object ${of} --version-id <id-of-the-delete-marker>`,
      };
    case 'PutObject':
      return {
        'Keep what was written over it from going': `aws s3api put-object-legal-hold ${of} --legal-hold Status=ON`,
        'Undo, with the id of the version before': `aws s3api copy-object ${of} --copy-source '${bucket}/${key}?versionId=<version-id-before>'`,
      };
    case 'PutObjectRetention':
      return {
        'See until when it is kept now': `aws s3api get-object-retention ${of}`,
        'Undo, with what held before': `aws s3api put-object-retention ${of} --retention Mode=<mode-before>,RetainUntilDate=<date-before>`,
      };
    default:
      return [
        'A version that was deleted is gone: a replica or another trail may have it.',
        {
          'Keep what is left from going': `aws s3api put-object-legal-hold ${of} --legal-hold Status=ON`,
        },
      ];
  }
}
