import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { inOrganization } from '../../membership/in-organization';
import { turnOffPolicyType } from './technique';

const TYPES = new Set(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);

function turnsOff({ request }: LogRecord): Effect {
  const type = text(field(request, 'policyType'));
  if (!type) return unclear('A kind of policy was turned off; the record does not say which.');
  return TYPES.has(type) ? harm(`${type} is off: every such policy is detached, for good.`) : none;
}

export const turnOffPolicyTypeRecords = [inOrganization('policyType')(turnOffPolicyType, turnsOff)];
