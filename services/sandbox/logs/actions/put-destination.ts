import { recordSpelling } from '../../cloudtrail/record-spelling';
import type { Action } from '../../core/service';
import { destinationArnOfCall, onDestination, renderDestination } from '../destination-of-call';
import { requiredText, tagsOf } from '../input';
import type { Destination } from '../state';

/** Puts it anew over one of the same name, whose access policy stays. */
export const putDestination: Action = {
  readOnly: false,
  ...onDestination,
  handle: (call, world) => {
    const arn = destinationArnOfCall(call);
    const known = world.logs.destinations.get(arn);
    const destination: Destination = {
      arn,
      accountId: call.accountId,
      destinationName: requiredText(call.input, 'destinationName'),
      targetArn: requiredText(call.input, 'targetArn'),
      roleArn: requiredText(call.input, 'roleArn'),
      creationTime: known?.creationTime ?? world.now().getTime(),
      tags: new Map([...(known?.tags ?? []), ...tagsOf(call.input)]),
      ...(known?.accessPolicy !== undefined && { accessPolicy: known.accessPolicy }),
    };
    world.logs.destinations.set(arn, destination);
    return { destination: renderDestination(destination) };
  },
  record: (_call, output) => ({ responseElements: output && recordSpelling(output) }),
};
