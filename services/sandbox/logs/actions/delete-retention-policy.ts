import type { Action } from '../../core/service';
import { groupOfCall, onGroup } from '../group-of-call';

export const deleteRetentionPolicy: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    delete groupOfCall(call, world).retentionInDays;
    return {};
  },
};
