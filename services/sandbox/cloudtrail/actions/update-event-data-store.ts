import type { Action } from '../../core/service';
import { activeEventDataStore, eventDataStoreResource } from '../event-data-store-of-call';
import { eventDataStoreOutput } from '../event-data-store-output';
import { requireTrustedAccess } from '../owner-of';
import { writeQuota } from '../quotas';
import { changedEventDataStore } from '../read-event-data-store';
import { resultInRecord } from '../trail-record';

export const updateEventDataStore: Action = {
  readOnly: false,
  resource: eventDataStoreResource,
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = activeEventDataStore(world, call);
    const settings = changedEventDataStore(store.settings, call.input);
    if (settings.OrganizationEnabled) requireTrustedAccess(world);
    store.settings = settings;
    store.updatedAt = world.now();
    return eventDataStoreOutput(store);
  },
  record: resultInRecord,
};
