import type { Action } from '../../core/service';
import { busArn } from '../find-bus';
import { requiredText } from '../input';
import { refuse } from '../refusals';

/** Deleting a bus that does not exist succeeds. [D] API_DeleteEventBus */
export const deleteEventBusAction: Action = {
  readOnly: false,
  resource: (call) => busArn({ ...call, bus: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const name = requiredText(call.input, 'Name');
    const arn = busArn({ ...call, bus: name });
    if (name === 'default') throw refuse.invalid('Cannot delete event bus default.');
    if ((world.events.buses.get(arn)?.rules.size ?? 0) > 0) {
      throw refuse.invalid(`Event bus ${name} has rules.`);
    }
    world.events.buses.delete(arn);
    return {};
  },
};
