import type { Action } from '../../core/service';
import { groupOfCall, onGroup } from '../group-of-call';

export const disassociateKmsKey: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    delete groupOfCall(call, world).kmsKeyId;
    return {};
  },
};
