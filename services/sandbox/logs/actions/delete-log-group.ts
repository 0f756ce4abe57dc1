import type { Action } from '../../core/service';
import { deleteGroup } from '../create-group';
import { groupOfCall, onGroup } from '../group-of-call';

export const deleteLogGroup: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    deleteGroup(world, groupOfCall(call, world));
    return {};
  },
};
