import { recordSpelling } from '../../cloudtrail/record-spelling';
import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { refuseLockout } from '../key-policy';
import { keyChangeRecord } from '../key-record';
import { refusePolicyName } from '../policy-name';
import { readPolicy } from '../read-policy';

export const putKeyPolicy: Action = {
  readOnly: false,
  ...onOwnKey,
  conditions: (call, world) => ({
    ...onOwnKey.conditions(call, world),
    'kms:BypassPolicyLockoutSafetyCheck': String(bypasses(call)),
  }),
  handle: (call, world) => {
    const key = keyOfCall(call, world);
    refusePolicyName(call);
    const policy = readPolicy(requiredText(call.input, 'Policy'));
    const { principal } = call;
    if (!bypasses(call)) refuseLockout(world, { arn: key.arn, policy, principal });
    key.policy = policy;
    return {};
  },
  record: (call, output, world) => ({
    requestParameters: recordSpelling({
      ...call.input,
      PolicyName: 'default',
      BypassPolicyLockoutSafetyCheck: bypasses(call),
    }),
    ...keyChangeRecord(call, output, world),
  }),
};

function bypasses({ input }: Call): boolean {
  return input.BypassPolicyLockoutSafetyCheck === true;
}
