import { openRowsOf, says } from '../../records/rows-of';
import { regionOf } from '../region-of';
import { openRegion } from './told';

const onRegion = openRowsOf({ source: 'account.amazonaws.com', targets: regionOf });

export const openRegionRecords = [
  onRegion(openRegion, {
    EnableRegion: says((target) => `Region ${target} was enabled; no rule of ours is there yet.`),
  }),
];
