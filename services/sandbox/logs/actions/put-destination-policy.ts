import type { Action } from '../../core/service';
import { destinationOfCall, onDestination } from '../destination-of-call';
import { policyText } from '../input';

export const putDestinationPolicy: Action = {
  readOnly: false,
  ...onDestination,
  handle: (call, world) => {
    const destination = destinationOfCall(call, world);
    destination.accessPolicy = policyText(call.input, 'accessPolicy');
    return {};
  },
};
