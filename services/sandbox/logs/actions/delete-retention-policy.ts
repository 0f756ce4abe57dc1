import type { Action } from '../../core/service';
import { adjustableGroupOfCall, onGroup } from '../group-of-call';

export const deleteRetentionPolicy: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    delete adjustableGroupOfCall(call, world).retentionInDays;
    return {};
  },
};
