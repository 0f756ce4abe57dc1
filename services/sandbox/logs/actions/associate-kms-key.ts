import type { Action } from '../../core/service';
import { checkKey } from '../check-key';
import { groupOfCall, onGroup } from '../group-of-call';
import { requiredText } from '../input';

/** By `logGroupName` or by `resourceIdentifier`; query results, which the latter may name too, are not here. */
export const associateKmsKey: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const group = groupOfCall(call, world);
    const kmsKeyId = requiredText(call.input, 'kmsKeyId');
    checkKey(world, group.arn, kmsKeyId);
    group.kmsKeyId = kmsKeyId;
    return {};
  },
};
