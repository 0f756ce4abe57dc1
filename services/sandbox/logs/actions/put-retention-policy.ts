import type { Action } from '../../core/service';
import { adjustableGroupOfCall, onGroup } from '../group-of-call';
import { optionalNumber } from '../input';
import { checkRetention } from '../retention';

export const putRetentionPolicy: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const group = adjustableGroupOfCall(call, world);
    group.retentionInDays = checkRetention(optionalNumber(call.input, 'retentionInDays'));
    return {};
  },
};
