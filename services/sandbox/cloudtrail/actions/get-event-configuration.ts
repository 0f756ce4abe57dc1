import type { Action } from '../../core/service';
import {
  configuredResource,
  namesTrail,
  storeConfiguration,
  trailConfiguration,
} from '../event-configuration';
import { eventDataStoreOfCall } from '../event-data-store-of-call';
import { inspectableTrail } from '../find-trail';
import { readQuota } from '../quotas';

export const getEventConfiguration: Action = {
  readOnly: true,
  resource: configuredResource,
  quota: readQuota,
  handle: (call, world) =>
    namesTrail(call)
      ? trailConfiguration(inspectableTrail(world, call, call.input.TrailName))
      : storeConfiguration(eventDataStoreOfCall(world, call)),
};
