import type { Action } from '../../core/service';
import { stopLogging as stop } from '../logging';
import { writeQuota } from '../quotas';
import { resolvedArn } from '../trail-arn';
import { writableTrail } from '../writable-trail';

export const stopLogging: Action = {
  readOnly: false,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: writeQuota('StopLogging'),
  handle: (call, world) => {
    stop(writableTrail(world, call, call.input.Name, 'stop'), world.now());
    return {};
  },
};
