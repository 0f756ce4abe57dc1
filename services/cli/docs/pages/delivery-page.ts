import { deliveryWays } from '../../../../shared/domain/delivery';
import type { TrailSettings } from '../../../../shared/domain/trail';
import { deliveryGuidance } from '../../../../shared/watch/delivery/guidance';
import { deliveryRows } from '../../../../shared/watch/delivery/rows';
import { guidanceLines } from './guidance-lines';
import { generated } from './wrapped';

/** docs/techniques/delivery.md: the rows about a trail that logs and does not deliver. */
export const deliveryPage = (): string =>
  generated('shared/watch/delivery', 'A trail that logs and does not deliver', [
    'Every look that finds a trail as it must be also judges its deliveries, by the answer of `GetTrailStatus`. It makes no further call and',
    'writes nothing to AWS. Each row is one incident on a trail, apart from the incidents of the trail itself. The incident is escalated while',
    'the trouble lasts, each further look is counted on it, and the look that sees deliveries again closes it. [Verify](../verify.md) judges',
    'the files themselves.',
    '',
    'The ids are our own and not in the catalogue of techniques.',
    '',
    '| row | severity | what does not arrive | what that means |',
    '| --- | --- | --- | --- |',
    ...deliveryWays.map((way) => {
      const { row, severity, what, target, means } = deliveryRows[way];
      return `| ${row} | ${severity} | ${what}, in the ${target} | ${means} |`;
    }),
    '',
    '## When it is told',
    '',
    '- *It fails*: AWS names an error (`LatestDeliveryError` or a similar field), and nothing has arrived for 15 minutes, or no digest for 75.',
    '  An error that a retry clears is not told.',
    '- *It is late*: no file arrived for longer than `DeliveryLateAfter` (90 minutes), or no digest for longer than `DigestLateAfter` (180).',
    '  CloudTrail delivers a digest every hour',
    '  [even when nothing happened](https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html),',
    '  so a trail with fresh digests is idle and not late. Log group and topic are judged by how far they are behind the files.',
    '- AWS names errors of the bucket, but',
    '  [not time-outs](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html): only lateness shows those.',
    '- While missing files are told, missing digests are not, because both go to the same bucket.',
    '- A trail that was started, captured or put back within these times is not judged, nor one that is exempt or has no baseline.',
    '- `GetTrailStatus` speaks of one Region, and is asked in the trail’s home Region only.',
    ...deliveryWays.flatMap((way) => [
      '',
      `## ${deliveryRows[way].row}`,
      '',
      `For example after \`${EXAMPLE[way]}\`:`,
      '',
      '```text',
      ...deliveryGuidance(way, TRAIL, SETTINGS, EXAMPLE[way]).map(
        (line, index) => `${index + 1}. ${line}`,
      ),
      '```',
      '',
      ...guidanceLines({ id: deliveryRows[way].row, subject: 'trail' }),
    ]),
  ]);

const EXAMPLE = {
  files: 'AccessDenied',
  digests: 'NoSuchBucket',
  logs: 'Access denied. Check the permissions for your role.',
  notifications: 'AuthorizationError',
} as const;

const TRAIL = {
  kind: 'trail',
  accountId: '111122223333',
  region: 'us-east-1',
  id: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
} as const;

const SETTINGS: TrailSettings = {
  name: 'main',
  homeRegion: 'us-east-1',
  s3BucketName: 'logs',
  snsTopicArn: 'arn:aws:sns:us-east-1:333344445555:trail-files',
  kmsKeyId: 'arn:aws:kms:us-east-1:333344445555:key/11111111-2222-4333-8444-555555555555',
  cloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
  cloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/CloudTrail_CloudWatchLogs',
  includeGlobalServiceEvents: true,
  isMultiRegionTrail: true,
  isOrganizationTrail: false,
  logFileValidationEnabled: true,
};
