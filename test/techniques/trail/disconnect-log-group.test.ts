import { expect, test } from '@jest/globals';
import { disconnectLogGroup } from '../../../shared/tampering/trail/disconnect-log-group/technique';
import { aPresent } from '../../builders/an-observation';
import { expected, plain, settingCases, without, withSettings } from './setting-cases';

const { detect } = disconnectLogGroup;
const { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role } =
  expected.baseline.state.settings;

settingCases(disconnectLogGroup);

test('disconnect-log-group: a trail without its log group is found', () => {
  const seen = without('cloudWatchLogsLogGroupArn', 'cloudWatchLogsRoleArn');
  expect(detect(seen, expected)).toEqual({
    technique: 'disconnect-log-group',
    part: 'settings.cloudWatchLogsLogGroupArn, settings.cloudWatchLogsRoleArn',
    expected: `${group}, ${role}`,
    actual: 'none, none',
    sentence: 'Trail main no longer writes to its log group.',
    healed: false,
  });
});

test('disconnect-log-group: a trail that writes to another log group is found', () => {
  const other = 'arn:aws:logs:us-east-1:111122223333:log-group:unread:*';
  expect(detect(withSettings({ cloudWatchLogsLogGroupArn: other }), expected)).toMatchObject({
    actual: other,
  });
});

test('disconnect-log-group: a log group beyond the baseline is not found', () => {
  expect(detect(aPresent(), plain)).toBeUndefined();
});
