import { changed, onUpdate } from '../updated-setting';
import { changeKey } from './technique';

export const changeKeyRecords = [
  onUpdate(changeKey, (record, known, target) =>
    changed(record, known, {
      setting: 'kmsKeyId',
      sent: ['kmsKeyId'],
      what: `The key of trail ${target}`,
    }),
  ),
];
