import { harm, none } from '../../../record/row';
import { onUpdate, turnsOff } from '../updated-setting';
import { narrowRegions } from './technique';

export const narrowRegionsRecords = [
  onUpdate(narrowRegions, (record, _known, target) => {
    if (turnsOff(record, 'isMultiRegionTrail'))
      return harm(`Trail ${target} no longer covers every Region.`);
    return turnsOff(record, 'includeGlobalServiceEvents')
      ? harm(`Trail ${target} no longer records global services such as IAM.`)
      : none;
  }),
];
