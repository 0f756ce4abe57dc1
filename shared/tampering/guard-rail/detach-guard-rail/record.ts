import { says } from '../../records/rows-of';
import { onGuardRail } from '../on-guard-rail';
import { detachGuardRail } from './technique';

export const detachGuardRailRecords = [
  onGuardRail(detachGuardRail, {
    DetachPolicy: says((target) => `Guard-rail ${target} was detached.`),
  }),
];
