import { deliveryWays } from '../../../../shared/domain/delivery';
import type { TrailSettings } from '../../../../shared/domain/trail';
import { deliveryGuidance } from '../../../../shared/watch/delivery/guidance';
import { deliveryRows } from '../../../../shared/watch/delivery/rows';
import { guidanceLines } from './guidance-lines';

/** docs/techniques/delivery.md: what is told of a trail that logs and does not deliver. */
export const deliveryPage = (): string =>
  `${[
    '<!-- Generated from shared/watch/delivery by `npm run docs`; edit there. -->',
    '',
    '# A trail that logs and does not deliver',
    '',
    'Judged at every look that finds a trail as it must be, by what `GetTrailStatus` says; no further call is made, and nothing is',
    'written to AWS. One incident of a row on a trail, apart from those of the trail itself: escalated while it lasts, each',
    'look that finds it counted, closed by the look that sees it deliver again. [Verify](../verify.md) judges the files themselves.',
    '',
    'The ids are ours; they are no rows of the catalogue of techniques.',
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
    '- *It fails*: AWS names an error (`LatestDeliveryError` and its like), and nothing has arrived for 15 minutes, of digests for 75. What a',
    '  retry clears is not told.',
    '- *It is late*: no file for longer than `DeliveryLateAfter` (90 minutes), no digest for longer than `DigestLateAfter` (180). CloudTrail delivers a',
    '  digest every hour [even when nothing happened](https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html),',
    '  so a trail with fresh digests is idle and not late. Log group and topic are late by how far they are behind the files.',
    '- An error of S3 is one of the bucket; [a time-out is none](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html), and only lateness shows it.',
    '- Digests are not told of while files are: it is the same bucket.',
    '- Nothing is told of a trail that was started, captured or put back within these times, that is exempt, or that has no baseline.',
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
  ].join('\n')}\n`;

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
