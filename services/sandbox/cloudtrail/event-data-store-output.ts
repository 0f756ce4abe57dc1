import type { Output } from '../core/service';
import type { EventDataStore } from './event-data-store';

export function eventDataStoreOutput(store: EventDataStore): Output {
  return {
    EventDataStoreArn: store.arn,
    Status: store.status,
    ...store.settings,
    CreatedTimestamp: store.createdAt,
    UpdatedTimestamp: store.updatedAt,
  };
}
