import type { Action } from '../../core/service';
import {
  activeEventDataStore,
  eventDataStoreResource,
  requireStatus,
} from '../event-data-store-of-call';
import { writeQuota } from '../quotas';

export const stopEventDataStoreIngestion: Action = {
  readOnly: false,
  resource: eventDataStoreResource,
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = activeEventDataStore(world, call);
    requireStatus(store, 'ENABLED');
    store.status = 'STOPPED_INGESTION';
    store.updatedAt = world.now();
    return {};
  },
};
