import { changed, onUpdate, worst } from '../updated-setting';
import { redirectDelivery } from './technique';

export const redirectDeliveryRecords = [
  onUpdate(redirectDelivery, (record, known, target) =>
    worst([
      changed(record, known, {
        setting: 's3BucketName',
        sent: ['s3BucketName'],
        what: `The bucket of trail ${target}`,
      }),
      changed(record, known, {
        setting: 's3KeyPrefix',
        sent: ['s3KeyPrefix'],
        what: `The prefix of trail ${target}`,
      }),
    ]),
  ),
];
