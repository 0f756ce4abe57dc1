import type { Action } from '../../core/service';
import { optionalText } from '../input';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { keyRecord } from '../key-record';
import { refusePolicyName } from '../policy-name';

/** The policy comes back laid out anew, not letter for letter as it was put. */
export const getKeyPolicy: Action = {
  readOnly: true,
  ...onOwnKey,
  handle: (call, world) => {
    const { policy } = keyOfCall(call, world);
    refusePolicyName(call);
    return { Policy: JSON.stringify(policy, null, 2), PolicyName: 'default' };
  },
  record: (call, output, world) => ({
    requestParameters: { keyId: optionalText(call.input, 'KeyId'), policyName: 'default' },
    ...keyRecord(call, output, world),
  }),
};
