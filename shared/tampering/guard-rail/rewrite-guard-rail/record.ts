import { asks } from '../../records/rows-of';
import { onGuardRail } from '../on-guard-rail';
import { rewriteGuardRail } from './technique';

export const rewriteGuardRailRecords = [
  onGuardRail(rewriteGuardRail, {
    UpdatePolicy: asks((target) => `Guard-rail ${target} was rewritten.`),
  }),
];
