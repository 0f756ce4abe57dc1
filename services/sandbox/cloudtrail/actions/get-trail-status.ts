import type { Action, Output } from '../../core/service';
import { readableTrail } from '../find-trail';
import { readQuota } from '../quotas';
import type { Trail } from '../state';
import { resolvedArn } from '../trail-arn';

export const getTrailStatus: Action = {
  readOnly: true,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: readQuota,
  handle: (call, world) => status(readableTrail(world, call, call.input.Name)),
};

/** A time that never came is left out, as AWS does. */
function status({ logging }: Trail): Output {
  const { isLogging, startLoggingTime, stopLoggingTime, latestDeliveryTime } = logging;
  return {
    IsLogging: isLogging,
    ...(latestDeliveryTime && { LatestDeliveryTime: latestDeliveryTime }),
    ...(startLoggingTime && { StartLoggingTime: startLoggingTime }),
    ...(stopLoggingTime && { StopLoggingTime: stopLoggingTime }),
  };
}
