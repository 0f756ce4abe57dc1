import type { Action } from '../../core/service';
import { eventDataStoresOf } from '../event-data-store-of-call';
import { readQuota } from '../quotas';

/** Names and ARNs only: AWS no longer returns the rest here [D API_ListEventDataStores]. Not paged. */
export const listEventDataStores: Action = {
  readOnly: true,
  resource: () => '*',
  quota: readQuota,
  handle: (call, world) => ({
    EventDataStores: eventDataStoresOf(world, call).map(({ arn, settings }) => ({
      EventDataStoreArn: arn,
      Name: settings.Name,
    })),
  }),
};
