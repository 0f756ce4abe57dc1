import { field, text } from '../../record/json';
import { harm, type Row, unclear } from '../../record/row';
import { asks, each, rowOnly, says } from '../records/rows-of';
import { attachForeignPolicy } from './attach-foreign-policy/technique';
import { breakMemoryRecords } from './break-memory';
import { changeResponderRecords } from './change-responder';
import { changeRoleBoundary } from './change-role-boundary/technique';
import { changeRoleTrust } from './change-role-trust/technique';
import { closeBus } from './close-bus/technique';
import { closeQueue } from './close-queue/technique';
import { deleteBus } from './delete-bus/technique';
import { deleteQueue } from './delete-queue/technique';
import { deleteRole } from './delete-role/technique';
import { deleteRule } from './delete-rule/technique';
import { divertTargets } from './divert-targets/technique';
import { onBus } from './on-bus';
import { onQueue } from './on-queue';
import { ofGuard, onRole } from './on-role';
import { onRule, onTargets } from './on-rule';
import { rekeyBus } from './rekey-bus/technique';
import { removeStacksRecords } from './remove-stacks';
import { rewriteBoundaryRecords } from './rewrite-boundary';
import { sendCopiesRecords } from './send-copies';
import { silenceRule } from './silence-rule/technique';
import { stripRole } from './strip-role/technique';

export const wardenRecords: readonly Row[] = [
  onRule(silenceRule, {
    DisableRule: says((target) => `Rule ${target} no longer forwards.`),
    PutRule: ({ request }, _known, target) =>
      text(field(request, 'state')) === 'DISABLED'
        ? harm(`Rule ${target} was disabled.`)
        : unclear(`Rule ${target} was rewritten.`),
  }), // GRD-01
  onRule(deleteRule, { DeleteRule: says((target) => `Rule ${target} no longer forwards.`) }), // GRD-01
  // Without a technique: the same calls crowd a rule or are the first half of deleting it.
  onTargets(rowOnly(divertTargets), {
    RemoveTargets: says((target) => `Rule ${target} lost targets.`),
    PutTargets: asks((target) => `The targets of rule ${target} were replaced or added.`),
  }), // GRD-01
  onBus(closeBus, {
    RemovePermission: says((target) => `Bus ${target} no longer takes events in.`),
    PutPermission: asks((target) => `Who may send to bus ${target} was changed.`),
  }), // GRD-02
  onBus(deleteBus, {
    DeleteEventBus: says((target) => `Bus ${target} no longer takes events in.`),
  }), // GRD-02
  onBus(
    rekeyBus,
    asks((target) => `Who may send to bus ${target} was changed.`),
  ), // GRD-02
  ...changeResponderRecords, // GRD-03
  onRole(stripRole, ofGuard('DetachRolePolicy', 'DeleteRolePolicy')), // GRD-04
  // Without a technique: a policy may be rewritten or added by it.
  onRole(rowOnly(stripRole), ofGuard('PutRolePolicy')), // GRD-04
  onRole(attachForeignPolicy, ofGuard('AttachRolePolicy')), // GRD-04
  onRole(changeRoleTrust, ofGuard('UpdateAssumeRolePolicy')), // GRD-04
  onRole(changeRoleBoundary, ofGuard('DeleteRolePermissionsBoundary')), // GRD-04
  // Without a technique: the record does not tell whether there was a boundary before.
  onRole(rowOnly(changeRoleBoundary), ofGuard('PutRolePermissionsBoundary')), // GRD-04
  onRole(deleteRole, ofGuard('DeleteRole')), // GRD-04
  ...rewriteBoundaryRecords, // GRD-04
  ...removeStacksRecords, // GRD-05
  onQueue(closeQueue, {
    PurgeQueue: says((target) => `Queue ${target} lost its signals.`),
    ...each(
      ['AddPermission', 'RemovePermission'],
      asks((target) => `Who may use queue ${target} was changed.`),
    ),
    SetQueueAttributes: asks((target) => `Attributes of queue ${target} were set.`),
  }), // GRD-06
  onQueue(
    deleteQueue,
    says((target) => `Queue ${target} lost its signals.`),
  ), // GRD-06
  ...breakMemoryRecords, // GRD-06
  ...sendCopiesRecords, // GRD-07
];
