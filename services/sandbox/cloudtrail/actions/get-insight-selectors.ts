import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { inspectableTrail } from '../find-trail';
import { readQuota } from '../quotas';
import { resolvedArn } from '../trail-arn';

export const getInsightSelectors: Action = {
  readOnly: true,
  resource: (call) => resolvedArn(call, call.input.TrailName),
  quota: readQuota,
  handle: (call, world) => {
    const { arn, insightSelectors } = inspectableTrail(world, call, call.input.TrailName);
    if (insightSelectors.length > 0) return { TrailARN: arn, InsightSelectors: insightSelectors };
    throw new Refusal(
      'InsightNotEnabledException',
      `Trail ${arn} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`,
    );
  },
};
