import { changed, onUpdate, worst } from '../updated-setting';
import { disconnectLogGroup } from './technique';

export const disconnectLogGroupRecords = [
  onUpdate(disconnectLogGroup, (record, known, target) =>
    worst([
      changed(record, known, {
        setting: 'cloudWatchLogsLogGroupArn',
        sent: ['cloudWatchLogsLogGroupArn'],
        what: `The log group of trail ${target}`,
      }),
      changed(record, known, {
        setting: 'cloudWatchLogsRoleArn',
        sent: ['cloudWatchLogsRoleArn'],
        what: `The log group's role of trail ${target}`,
      }),
    ]),
  ),
];
