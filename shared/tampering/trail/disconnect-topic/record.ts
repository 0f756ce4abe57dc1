import { changed, onUpdate } from '../updated-setting';
import { disconnectTopic } from './technique';

export const disconnectTopicRecords = [
  onUpdate(disconnectTopic, (record, known, target) =>
    changed(record, known, {
      setting: 'snsTopicArn',
      sent: ['snsTopicName', 'snsTopicARN', 'snsTopicArn'],
      what: `The topic of trail ${target}`,
    }),
  ),
];
