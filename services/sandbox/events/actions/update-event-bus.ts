import type { Action } from '../../core/service';
import { busArn, requireBus } from '../find-bus';
import { optionalText, requiredText } from '../input';

/** [U] What is left out is cleared. [D] API_UpdateEventBus: no key means one of AWS's own. */
export const updateEventBusAction: Action = {
  readOnly: false,
  resource: (call) => busArn({ ...call, bus: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const bus = requireBus(world, { ...call, bus: requiredText(call.input, 'Name') });
    const { DeadLetterConfig } = call.input;
    bus.settings = {
      Description: optionalText(call.input, 'Description'),
      KmsKeyIdentifier: optionalText(call.input, 'KmsKeyIdentifier'),
      DeadLetterConfig,
    };
    return { Arn: bus.arn, Name: bus.name, ...bus.settings };
  },
};
