import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { activeEventDataStore, eventDataStoreResource } from '../event-data-store-of-call';
import { writeQuota } from '../quotas';

/** Seven days are left to restore it. */
export const deleteEventDataStore: Action = {
  readOnly: false,
  resource: eventDataStoreResource,
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = activeEventDataStore(world, call);
    if (store.settings.TerminationProtectionEnabled) {
      throw new Refusal(
        'EventDataStoreTerminationProtectedException',
        'The event data store cannot be deleted because termination protection is enabled for it.',
      );
    }
    store.status = 'PENDING_DELETION';
    store.updatedAt = world.now();
    return {};
  },
};
