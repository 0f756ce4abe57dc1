import type { Action } from '../../core/service';
import { readableTrail } from '../find-trail';
import { readQuota } from '../quotas';
import { resolvedArn } from '../trail-arn';
import { describedTrail } from '../trail-output';

export const getTrail: Action = {
  readOnly: true,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: readQuota,
  handle: (call, world) => ({
    Trail: describedTrail(readableTrail(world, call, call.input.Name)),
  }),
};
