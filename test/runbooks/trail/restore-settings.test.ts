import { expect, test } from '@jest/globals';
import { restoreSettings } from '../../../shared/restore/runbooks/trail/restore-settings';
import { aBaseline } from '../../builders/a-baseline';
import { aFinding } from '../../builders/a-finding';
import { aTrail } from '../../builders/a-trail';
import { aPlainTrailState } from '../../builders/a-trail-state';
import { aStep } from './a-step';

const { steps } = restoreSettings;
const Name = aTrail().id;
const plain = aBaseline({ state: aPlainTrailState() });

test.each([
  [
    'redirect-delivery',
    { S3BucketName: 'trail-logs-444455556666', S3KeyPrefix: 'organization' },
    { S3BucketName: 'trail-logs-444455556666', S3KeyPrefix: '' },
  ],
  [
    'narrow-regions',
    { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true },
    { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true },
  ],
  ['demote-organization-trail', { IsOrganizationTrail: false }, { IsOrganizationTrail: false }],
  ['turn-off-validation', { EnableLogFileValidation: true }, { EnableLogFileValidation: true }],
  [
    'change-key',
    { KmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-1111-4222-8333-444455556666' },
    { KmsKeyId: '' },
  ],
  [
    'disconnect-log-group',
    {
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
      CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/CloudTrail_CloudWatchLogs',
    },
    { CloudWatchLogsLogGroupArn: '', CloudWatchLogsRoleArn: '' },
  ],
  [
    'disconnect-topic',
    { SnsTopicName: 'arn:aws:sns:us-east-1:444455556666:trail-files' },
    { SnsTopicName: '' },
  ],
])(
  'restore-settings: %s is undone by its own settings only, and a setting that the baseline lacks is removed',
  (technique, full, nothing) => {
    const findings = [aFinding(technique)];
    const undo = (input: object) => [aStep('cloudtrail:UpdateTrail', { Name, ...input })];
    expect(steps(findings, aBaseline())).toEqual(undo(full));
    expect(steps(findings, plain)).toEqual(undo(nothing));
  },
);

test('restore-settings: no findings make no steps', () => {
  expect(steps([], aBaseline())).toEqual([]);
});

test('restore-settings: all settings go back in one UpdateTrail', () => {
  const findings = restoreSettings.undoes.map((technique) => aFinding(technique));
  expect(steps(findings, aBaseline())).toEqual([
    aStep('cloudtrail:UpdateTrail', {
      Name,
      S3BucketName: 'trail-logs-444455556666',
      S3KeyPrefix: 'organization',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      IsOrganizationTrail: false,
      EnableLogFileValidation: true,
      KmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-1111-4222-8333-444455556666',
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
      CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/CloudTrail_CloudWatchLogs',
      SnsTopicName: 'arn:aws:sns:us-east-1:444455556666:trail-files',
    }),
  ]);
});

test('restore-settings: a finding that comes twice makes one step, every time', () => {
  const found = aFinding('turn-off-validation');
  const once = steps([found], aBaseline());
  expect(steps([found, found], aBaseline())).toEqual(once);
  expect(steps([found], aBaseline())).toEqual(once);
});

test('restore-settings: a trail of another Region is updated there', () => {
  const subject = aTrail({ region: 'eu-west-1' });
  expect(steps([aFinding('change-key')], aBaseline({ subject }))).toMatchObject([
    { region: 'eu-west-1', on: subject.id, input: { Name: subject.id } },
  ]);
});
