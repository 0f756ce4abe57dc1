import type { Action } from '../../core/service';
import { eventDataStoreOfCall, eventDataStoreResource } from '../event-data-store-of-call';
import { eventDataStoreOutput } from '../event-data-store-output';
import { readQuota } from '../quotas';

export const getEventDataStore: Action = {
  readOnly: true,
  resource: eventDataStoreResource,
  quota: readQuota,
  handle: (call, world) => eventDataStoreOutput(eventDataStoreOfCall(world, call)),
};
