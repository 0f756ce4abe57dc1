import { harm, none } from '../../../record/row';
import { onUpdate, turnsOff } from '../updated-setting';
import { turnOffValidation } from './technique';

export const turnOffValidationRecords = [
  onUpdate(turnOffValidation, (record, _known, target) =>
    turnsOff(record, 'enableLogFileValidation')
      ? harm(`Trail ${target} no longer validates its log files.`)
      : none,
  ),
];
