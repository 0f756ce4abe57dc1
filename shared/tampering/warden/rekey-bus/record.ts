import { asks } from '../../records/rows-of';
import { onBus } from '../on-bus';
import { rekeyBus } from './technique';

export const rekeyBusRecords = [
  onBus(
    rekeyBus,
    asks((target) => `Who may send to bus ${target} was changed.`),
  ),
];
