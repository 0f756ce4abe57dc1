import type { Action } from '../../core/service';
import { addBus, busArn } from '../find-bus';
import { requiredText, tagsOf } from '../input';
import { refuse } from '../refusals';

export const createEventBusAction: Action = {
  readOnly: false,
  resource: (call) => busArn({ ...call, bus: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const name = requiredText(call.input, 'Name');
    if (name === 'default' || !/^[/.\-\w]{1,256}$/.test(name)) {
      throw refuse.invalid(`Event bus name ${name} is not valid.`);
    }
    const arn = busArn({ ...call, bus: name });
    if (world.events.buses.has(arn)) throw refuse.busExists(name);
    const bus = addBus(world, arn);
    for (const [key, value] of tagsOf(call.input)) bus.tags.set(key, value);
    return { EventBusArn: arn };
  },
  record: (_call, output) => ({ responseElements: output && { eventBusArn: output.EventBusArn } }),
};
