import type { Action } from '../../core/service';
import {
  activeEventDataStore,
  eventDataStoreResource,
  requireStatus,
} from '../event-data-store-of-call';
import { writeQuota } from '../quotas';

export const startEventDataStoreIngestion: Action = {
  readOnly: false,
  resource: eventDataStoreResource,
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = activeEventDataStore(world, call);
    requireStatus(store, 'STOPPED_INGESTION');
    store.status = 'ENABLED';
    store.updatedAt = world.now();
    return {};
  },
};
