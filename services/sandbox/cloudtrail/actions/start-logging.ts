import type { Action } from '../../core/service';
import { startLogging as start } from '../logging';
import { writeQuota } from '../quotas';
import { resolvedArn } from '../trail-arn';
import { writableTrail } from '../writable-trail';

export const startLogging: Action = {
  readOnly: false,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: writeQuota('StartLogging'),
  handle: (call, world) => {
    start(writableTrail(world, call, call.input.Name, 'start'), world.now());
    return {};
  },
};
