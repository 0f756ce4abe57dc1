import { says } from '../../records/rows-of';
import { onBus } from '../on-bus';
import { deleteBus } from './technique';

export const deleteBusRecords = [
  onBus(deleteBus, {
    DeleteEventBus: says((target) => `Bus ${target} no longer takes events in.`),
  }),
];
