import type { Action } from '../../core/service';
import { destinationOfCall, onDestination } from '../destination-of-call';

export const deleteDestination: Action = {
  readOnly: false,
  ...onDestination,
  handle: (call, world) => {
    world.logs.destinations.delete(destinationOfCall(call, world).arn);
    return {};
  },
};
