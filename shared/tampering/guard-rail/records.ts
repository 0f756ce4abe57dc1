import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none, type Row, unclear } from '../../record/row';
import { inOrganization } from '../membership/in-organization';
import { asks, says } from '../records/rows-of';
import { deleteGuardRail } from './delete-guard-rail/technique';
import { denyLoggingRecords } from './deny-logging/record';
import { detachGuardRail } from './detach-guard-rail/technique';
import { onGuardRail } from './on-guard-rail';
import { rewriteGuardRail } from './rewrite-guard-rail/technique';
import { turnOffPolicyType } from './turn-off-policy-type/technique';

export const guardRailRecords: readonly Row[] = [
  onGuardRail(deleteGuardRail, {
    DeletePolicy: says((target) => `Guard-rail ${target} was deleted.`),
  }), // ORG-05
  onGuardRail(rewriteGuardRail, {
    UpdatePolicy: asks((target) => `Guard-rail ${target} was rewritten.`),
  }), // ORG-05
  inOrganization('policyType')(turnOffPolicyType, turnsOff), // ORG-05
  onGuardRail(detachGuardRail, {
    DetachPolicy: says((target) => `Guard-rail ${target} was detached.`),
  }), // ORG-05
  ...denyLoggingRecords, // ORG-06
];

const TYPES = new Set(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);

function turnsOff({ request }: LogRecord): Effect {
  const type = text(field(request, 'policyType'));
  if (!type) return unclear('A kind of policy was turned off; the record does not say which.');
  return TYPES.has(type) ? harm(`${type} is off: every such policy is detached, for good.`) : none;
}
