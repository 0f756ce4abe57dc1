import type { Action } from '../../core/service';
import { writeQuota } from '../quotas';
import { readSelectors } from '../read-selectors';
import { selectorsOutput } from '../selectors-output';
import { resolvedArn } from '../trail-arn';
import { resultInRecord } from '../trail-record';
import { writableTrail } from '../writable-trail';

export const putEventSelectors: Action = {
  readOnly: false,
  resource: (call) => resolvedArn(call, call.input.TrailName),
  quota: writeQuota('PutEventSelectors'),
  handle: (call, world) => {
    const trail = writableTrail(world, call, call.input.TrailName, 'update');
    trail.selectors = readSelectors(call.input);
    return selectorsOutput(trail);
  },
  record: resultInRecord,
};
