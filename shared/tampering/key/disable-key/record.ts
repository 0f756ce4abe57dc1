import { says } from '../../records/rows-of';
import { onKey } from '../on-key';
import { disableKey } from './technique';

export const disableKeyRecords = [
  onKey(
    disableKey,
    says((target) => `Key ${target} was disabled; CloudTrail cannot deliver.`),
  ),
];
