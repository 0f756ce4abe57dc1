import { asks, says } from '../../records/rows-of';
import { onBus } from '../on-bus';
import { closeBus } from './technique';

export const closeBusRecords = [
  onBus(closeBus, {
    RemovePermission: says((target) => `Bus ${target} no longer takes events in.`),
    PutPermission: asks((target) => `Who may send to bus ${target} was changed.`),
  }),
];
