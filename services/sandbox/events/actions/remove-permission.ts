import type { Action } from '../../core/service';
import { removeBusStatement } from '../bus-policy';
import { busArn } from '../find-bus';
import { optionalText, requiredText } from '../input';
import { busOfCall } from '../rule-of-call';

export const removePermissionAction: Action = {
  readOnly: false,
  resource: (call) => busArn({ ...call, bus: optionalText(call.input, 'EventBusName') }),
  handle: (call, world) => {
    const bus = busOfCall(call, world);
    if (call.input.RemoveAllPermissions === true) bus.policy = undefined;
    else removeBusStatement(bus, requiredText(call.input, 'StatementId'));
    return {};
  },
};
