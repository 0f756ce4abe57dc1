import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import { setBusPolicy } from '../bus-policy';
import { busArn } from '../find-bus';
import { optionalText } from '../input';
import { refuse } from '../refusals';
import { busOfCall } from '../rule-of-call';

/** Only the form with a whole `Policy`; the older one by Principal and StatementId is refused. */
export const putPermissionAction: Action = {
  readOnly: false,
  resource: (call) => busArn({ ...call, bus: optionalText(call.input, 'EventBusName') }),
  handle: (call, world) => {
    setBusPolicy(busOfCall(call, world), readPolicy(call));
    return {};
  },
};

function readPolicy(call: Call) {
  const text = optionalText(call.input, 'Policy');
  if (text === undefined) {
    throw new NotEmulated(
      'sandbox: events:PutPermission without Policy is not emulated; add it to services/sandbox/events/actions/put-permission.ts',
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.invalid('Parameter Policy is not valid JSON.');
  }
}
