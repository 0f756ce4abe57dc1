import type { Row } from '../../record/row';
import { deleteGuardRailRecords } from './delete-guard-rail/record';
import { denyLoggingRecords } from './deny-logging/record';
import { detachGuardRailRecords } from './detach-guard-rail/record';
import { rewriteGuardRailRecords } from './rewrite-guard-rail/record';
import { turnOffPolicyTypeRecords } from './turn-off-policy-type/record';

export const guardRailRecords: readonly Row[] = [
  ...deleteGuardRailRecords, // ORG-05
  ...rewriteGuardRailRecords, // ORG-05
  ...turnOffPolicyTypeRecords, // ORG-05
  ...detachGuardRailRecords, // ORG-05
  ...denyLoggingRecords, // ORG-06
];
