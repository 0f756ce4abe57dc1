import { recordSpelling } from '../../cloudtrail/record-spelling';
import type { Action } from '../../core/service';
import { dataProtectionOutput } from '../data-protection-output';
import { adjustableGroupOfCall, onGroup } from '../group-of-call';
import { policyText } from '../input';

export const putDataProtectionPolicy: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const group = adjustableGroupOfCall(call, world);
    const document = policyText(call.input, 'policyDocument');
    group.dataProtectionPolicy = { document, updatedAt: world.now() };
    return dataProtectionOutput(call, group);
  },
  record: (_call, output) => ({ responseElements: output && recordSpelling(output) }),
};
