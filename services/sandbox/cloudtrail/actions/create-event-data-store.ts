import { randomUUID } from 'node:crypto';
import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import type { EventDataStore } from '../event-data-store';
import { eventDataStoresOf } from '../event-data-store-of-call';
import { eventDataStoreOutput } from '../event-data-store-output';
import { ownerOf } from '../owner-of';
import { writeQuota } from '../quotas';
import { newEventDataStore } from '../read-event-data-store';
import { readTags, tagList } from '../tags';
import { resultInRecord } from '../trail-record';

/** New customers are not turned away, as AWS does since 2026-05-31: existing ones are what matters here. */
export const createEventDataStore: Action = {
  readOnly: false,
  resource: () => '*',
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = created(call, world);
    world.cloudtrail.eventDataStores.set(store.arn, store);
    const TagsList = tagList(new Map(Object.entries(store.tags)));
    return { ...eventDataStoreOutput(store), TagsList };
  },
  record: resultInRecord,
};

function created(call: Call, world: World): EventDataStore {
  const settings = newEventDataStore(call.input);
  if (eventDataStoresOf(world, call).some((other) => other.settings.Name === settings.Name)) {
    throw new Refusal(
      'EventDataStoreAlreadyExistsException',
      'An event data store with that name already exists.',
    );
  }
  const { region } = call;
  const accountId = settings.OrganizationEnabled ? ownerOf(world, call) : call.accountId;
  const createdAt = world.now();
  return {
    arn: `arn:aws:cloudtrail:${region}:${accountId}:eventdatastore/${randomUUID()}`,
    accountId,
    region,
    createdAt,
    updatedAt: createdAt,
    tags: readTags(call.input.TagsList),
    settings,
    configuration: { MaxEventSize: 'Standard', ContextKeySelectors: [] },
    status: call.input.StartIngestion === false ? 'STOPPED_INGESTION' : 'ENABLED',
  };
}
