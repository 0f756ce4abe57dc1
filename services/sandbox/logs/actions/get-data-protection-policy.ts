import type { Action } from '../../core/service';
import { dataProtectionOutput } from '../data-protection-output';
import { groupOfCall, onGroup } from '../group-of-call';

export const getDataProtectionPolicy: Action = {
  readOnly: true,
  ...onGroup,
  handle: (call, world) => dataProtectionOutput(call, groupOfCall(call, world)),
};
