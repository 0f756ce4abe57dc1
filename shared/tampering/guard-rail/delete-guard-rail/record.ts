import { says } from '../../records/rows-of';
import { onGuardRail } from '../on-guard-rail';
import { deleteGuardRail } from './technique';

export const deleteGuardRailRecords = [
  onGuardRail(deleteGuardRail, {
    DeletePolicy: says((target) => `Guard-rail ${target} was deleted.`),
  }),
];
