import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { EventBus } from '../event-bus';
import { busArn, requireBus } from '../find-bus';
import { optionalText } from '../input';

export const describeEventBusAction: Action = {
  readOnly: true,
  resource: (call) => busArn(nameOf(call)),
  handle: (call, world) => renderBus(requireBus(world, nameOf(call))),
};

function nameOf(call: Call) {
  return { ...call, bus: optionalText(call.input, 'Name') };
}

export function renderBus(bus: EventBus) {
  return {
    Name: bus.name,
    Arn: bus.arn,
    Policy: bus.policy && JSON.stringify(bus.policy),
    CreationTime: bus.createdAt,
    ...bus.settings,
  };
}
