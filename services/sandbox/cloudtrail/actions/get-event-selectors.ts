import type { Action } from '../../core/service';
import { inspectableTrail } from '../find-trail';
import { readQuota } from '../quotas';
import { selectorsOutput } from '../selectors-output';
import { resolvedArn } from '../trail-arn';

export const getEventSelectors: Action = {
  readOnly: true,
  resource: (call) => resolvedArn(call, call.input.TrailName),
  quota: readQuota,
  handle: (call, world) => selectorsOutput(inspectableTrail(world, call, call.input.TrailName)),
};
