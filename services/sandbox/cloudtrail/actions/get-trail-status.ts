import type { Action, Output } from '../../core/service';
import { retryDeliveries } from '../deliver-files';
import { readableTrail } from '../find-trail';
import { readQuota } from '../quotas';
import type { Channel, Trail } from '../state';
import { resolvedArn } from '../trail-arn';

export const getTrailStatus: Action = {
  readOnly: true,
  resource: (call) => resolvedArn(call, call.input.Name),
  quota: readQuota,
  handle: (call, world) => {
    const trail = readableTrail(world, call, call.input.Name);
    retryDeliveries(world, trail);
    return status(trail);
  },
};

/** A time that never came is left out, as AWS does. */
function status({ logging }: Trail): Output {
  const { isLogging, startLoggingTime, stopLoggingTime } = logging;
  return {
    IsLogging: isLogging,
    ...channel('LatestDelivery', logging.delivery),
    ...channel('LatestNotification', logging.notification),
    ...channel('LatestCloudWatchLogsDelivery', logging.logs),
    ...channel('LatestDigestDelivery', logging.digest),
    ...(startLoggingTime && { StartLoggingTime: startLoggingTime }),
    ...(stopLoggingTime && { StopLoggingTime: stopLoggingTime }),
  };
}

function channel(name: string, { latestAt, error }: Channel = {}): Output {
  return {
    ...(error !== undefined && { [`${name}Error`]: error }),
    ...(latestAt && { [`${name}Time`]: latestAt }),
  };
}
