import type { Action } from '../../core/service';
import { writeQuota } from '../quotas';
import { readInsightSelectors } from '../read-insight-selectors';
import { resolvedArn } from '../trail-arn';
import { resultInRecord } from '../trail-record';
import { writableTrail } from '../writable-trail';

export const putInsightSelectors: Action = {
  readOnly: false,
  resource: (call) => resolvedArn(call, call.input.TrailName),
  quota: writeQuota('PutInsightSelectors'),
  handle: (call, world) => {
    const trail = writableTrail(world, call, call.input.TrailName, 'update');
    trail.insightSelectors = readInsightSelectors(call.input.InsightSelectors);
    return { TrailARN: trail.arn, InsightSelectors: trail.insightSelectors };
  },
  record: resultInRecord,
};
