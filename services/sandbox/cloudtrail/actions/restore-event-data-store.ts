import type { Action } from '../../core/service';
import {
  eventDataStoreOfCall,
  eventDataStoreResource,
  requireStatus,
} from '../event-data-store-of-call';
import { eventDataStoreOutput } from '../event-data-store-output';
import { writeQuota } from '../quotas';
import { resultInRecord } from '../trail-record';

export const restoreEventDataStore: Action = {
  readOnly: false,
  resource: eventDataStoreResource,
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = eventDataStoreOfCall(world, call);
    requireStatus(store, 'PENDING_DELETION');
    store.status = 'ENABLED';
    store.updatedAt = world.now();
    return eventDataStoreOutput(store);
  },
  record: resultInRecord,
};
