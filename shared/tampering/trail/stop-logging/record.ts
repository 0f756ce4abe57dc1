import { says } from '../../records/rows-of';
import { onTrail } from '../on-trail';
import { stopLogging } from './technique';

export const stopLoggingRecords = [
  onTrail(
    stopLogging,
    says((target) => `Trail ${target} was stopped.`),
  ),
];
