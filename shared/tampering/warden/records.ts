import type { Row } from '../../record/row';
import { attachForeignPolicyRecords } from './attach-foreign-policy/record';
import { breakMemoryRecords } from './break-memory/record';
import { changeResponderRecords } from './change-responder/record';
import { changeRoleBoundaryRecords } from './change-role-boundary/record';
import { changeRoleTrustRecords } from './change-role-trust/record';
import { closeBusRecords } from './close-bus/record';
import { closeQueueRecords } from './close-queue/record';
import { deleteBusRecords } from './delete-bus/record';
import { deleteQueueRecords } from './delete-queue/record';
import { deleteRoleRecords } from './delete-role/record';
import { deleteRuleRecords } from './delete-rule/record';
import { divertTargetsRecords } from './divert-targets/record';
import { rekeyBusRecords } from './rekey-bus/record';
import { removeStacksRecords } from './remove-stacks/record';
import { rewriteBoundaryRecords } from './rewrite-boundary/record';
import { sendCopiesRecords } from './send-copies/record';
import { silenceRuleRecords } from './silence-rule/record';
import { stripRoleRecords } from './strip-role/record';

export const wardenRecords: readonly Row[] = [
  ...silenceRuleRecords, // GRD-01
  ...deleteRuleRecords, // GRD-01
  ...divertTargetsRecords, // GRD-01
  ...closeBusRecords, // GRD-02
  ...deleteBusRecords, // GRD-02
  ...rekeyBusRecords, // GRD-02
  ...changeResponderRecords, // GRD-03
  ...stripRoleRecords, // GRD-04
  ...attachForeignPolicyRecords, // GRD-04
  ...changeRoleTrustRecords, // GRD-04
  ...changeRoleBoundaryRecords, // GRD-04
  ...deleteRoleRecords, // GRD-04
  ...rewriteBoundaryRecords, // GRD-04
  ...removeStacksRecords, // GRD-05
  ...closeQueueRecords, // GRD-06
  ...deleteQueueRecords, // GRD-06
  ...breakMemoryRecords, // GRD-06
  ...sendCopiesRecords, // GRD-07
];
