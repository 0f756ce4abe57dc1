import { field, text } from '../../../record/json';
import { harm, none } from '../../../record/row';
import { asks } from '../../records/rows-of';
import { onLogGroup } from '../on-log-group';
import { changeDataProtection } from './technique';

export const changeDataProtectionRecords = [
  onLogGroup(changeDataProtection, {
    PutDataProtectionPolicy: ({ request }, _known, target) =>
      /Deidentify/.test(text(field(request, 'policyDocument')) ?? 'Deidentify')
        ? harm(`Fields of log group ${target} are masked.`)
        : none,
    DeleteDataProtectionPolicy: asks(
      (target) => `Entries of log group ${target} are no longer masked.`,
    ),
  }),
];
