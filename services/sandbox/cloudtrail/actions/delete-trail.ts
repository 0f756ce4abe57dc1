import type { Action } from '../../core/service';
import { deleteTrail as remove } from '../delete-trail';
import { writeQuota } from '../quotas';
import { resolvedArn } from '../trail-arn';
import { writableTrail } from '../writable-trail';

export const deleteTrail: Action = {
  readOnly: false,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: writeQuota('other'),
  handle: (call, world) => {
    remove(world, writableTrail(world, call, call.input.Name, 'delete'));
    return {};
  },
};
