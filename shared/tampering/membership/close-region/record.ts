import { rowsOf, says } from '../../records/rows-of';
import { regionOf } from '../region-of';
import { closeRegion } from './technique';

const onRegion = rowsOf({
  source: 'account.amazonaws.com',
  subject: 'regions',
  targets: regionOf,
});

export const closeRegionRecords = [
  onRegion(
    closeRegion,
    says((target) => `Region ${target}, which is guarded, was disabled.`),
  ),
];
