import { randomUUID } from 'node:crypto';
import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import type { EventDataStore } from '../event-data-store';
import {
  activeEventDataStore,
  eventDataStoreOfCall,
  eventDataStoreResource,
  eventDataStoresOf,
  requireStatus,
} from '../event-data-store-of-call';
import { eventDataStoreOutput } from '../event-data-store-output';
import { ownerOf, requireTrustedAccess } from '../owner-of';
import { readQuota, writeQuota } from '../quotas';
import { changedEventDataStore, newEventDataStore } from '../read-event-data-store';
import { readTags, tagList } from '../tags';
import { resultInRecord } from '../trail-record';

/** New customers are not turned away, as AWS does since 2026-05-31: existing ones are what matters here. */
export const createEventDataStore: Action = {
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

export const getEventDataStore: Action = {
  resource: eventDataStoreResource,
  quota: readQuota,
  handle: (call, world) => eventDataStoreOutput(eventDataStoreOfCall(world, call)),
};

/** Names and ARNs only: AWS no longer returns the rest here [D API_ListEventDataStores]. Not paged. */
export const listEventDataStores: Action = {
  quota: readQuota,
  handle: (call, world) => ({
    EventDataStores: eventDataStoresOf(world, call).map(({ arn, settings }) => ({
      EventDataStoreArn: arn,
      Name: settings.Name,
    })),
  }),
};

export const updateEventDataStore: Action = {
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

export const startEventDataStoreIngestion: Action = {
  resource: eventDataStoreResource,
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = activeEventDataStore(world, call);
    requireStatus(store, 'STOPPED_INGESTION');
    store.status = 'ENABLED';
    store.updatedAt = world.now();
  },
};

export const stopEventDataStoreIngestion: Action = {
  resource: eventDataStoreResource,
  quota: writeQuota('other'),
  handle: (call, world) => {
    const store = activeEventDataStore(world, call);
    requireStatus(store, 'ENABLED');
    store.status = 'STOPPED_INGESTION';
    store.updatedAt = world.now();
  },
};

/** Seven days are left to restore it. */
export const deleteEventDataStore: Action = {
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
  },
};

export const restoreEventDataStore: Action = {
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
