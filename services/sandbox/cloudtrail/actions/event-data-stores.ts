import { randomUUID } from 'node:crypto';
import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import { type Action, type Call, type Output, Refusal, type World } from '../../core/service';
import {
  activeEventDataStore,
  eventDataStoreOfCall,
  eventDataStoreResource,
  eventDataStoresOf,
  requireStatus,
} from '../event-data-store-of-call';
import { readQuota, writeQuota } from '../quotas';
import { resultInRecord } from '../record';
import { refusal } from '../refusals';
import { readSelectors } from '../selectors';
import type { EventDataStore, EventDataStoreSettings } from '../state';
import { readTags, tagList } from '../tags';
import { ownerOf, requireTrustedAccess } from '../trail';

const changeStore = actionsOn(
  { resource: eventDataStoreResource, quota: writeQuota('other') },
  (call, world) => activeEventDataStore(world, call),
);

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
    throw refusal('EventDataStoreAlreadyExistsException');
  }
  const { region } = call;
  const accountId = settings.OrganizationEnabled ? ownerOf(world, call) : call.accountId;
  const createdAt = world.now();
  return {
    arn: `arn:${partitionOf(region)}:cloudtrail:${region}:${accountId}:eventdatastore/${randomUUID()}`,
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

export const updateEventDataStore = changeStore(
  { record: resultInRecord },
  (store, call, world) => {
    const settings = changedEventDataStore(store.settings, call.input);
    if (settings.OrganizationEnabled) requireTrustedAccess(world);
    store.settings = settings;
    store.updatedAt = world.now();
    return eventDataStoreOutput(store);
  },
);

const ingestion = (from: EventDataStore['status'], to: EventDataStore['status']): Action =>
  changeStore((store, _call, world) => {
    requireStatus(store, from);
    store.status = to;
    store.updatedAt = world.now();
  });

export const startEventDataStoreIngestion = ingestion('STOPPED_INGESTION', 'ENABLED');

export const stopEventDataStoreIngestion = ingestion('ENABLED', 'STOPPED_INGESTION');

/** Seven days are left to restore it. */
export const deleteEventDataStore = changeStore((store, _call, world) => {
  if (store.settings.TerminationProtectionEnabled) {
    throw refusal('EventDataStoreTerminationProtectedException');
  }
  store.status = 'PENDING_DELETION';
  store.updatedAt = world.now();
});

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

type Written = Readonly<Record<string, unknown>>;

const fields = [
  'Name',
  'AdvancedEventSelectors',
  'MultiRegionEnabled',
  'OrganizationEnabled',
  'RetentionPeriod',
  'TerminationProtectionEnabled',
  'BillingMode',
  'KmsKeyId',
] as const;

/** All management events of all Regions, protected, a year long, unless said otherwise [D API_CreateEventDataStore]. */
function newEventDataStore(input: Written): EventDataStoreSettings {
  if (typeof input.Name !== 'string' || !/^[A-Za-z0-9._-]{3,128}$/.test(input.Name)) {
    throw new Refusal('InvalidParameterException', 'Event data store name is not valid.');
  }
  const fixed = input.BillingMode === 'FIXED_RETENTION_PRICING';
  const defaults: EventDataStoreSettings = {
    Name: input.Name,
    AdvancedEventSelectors: [
      {
        Name: 'Default management events',
        FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
      },
    ],
    MultiRegionEnabled: true,
    OrganizationEnabled: false,
    RetentionPeriod: fixed ? 2557 : 366,
    TerminationProtectionEnabled: true,
    BillingMode: 'EXTENDABLE_RETENTION_PRICING',
  };
  return changedEventDataStore(defaults, input);
}

/** Absent leaves a setting as it is; at least one has to be there. */
function changedEventDataStore(
  before: EventDataStoreSettings,
  input: Written,
): EventDataStoreSettings {
  const sent = fields.filter((field) => input[field] !== undefined && input[field] !== null);
  if (sent.length === 0) {
    throw new Refusal('InvalidParameterException', 'You must specify at least one setting.');
  }
  if (input.AdvancedEventSelectors !== undefined) {
    readSelectors({ AdvancedEventSelectors: input.AdvancedEventSelectors });
  }
  const changes = Object.fromEntries(sent.map((field) => [field, input[field]]));
  return { ...before, ...(changes as Partial<EventDataStoreSettings>) };
}

function eventDataStoreOutput(store: EventDataStore): Output {
  return {
    EventDataStoreArn: store.arn,
    Status: store.status,
    ...store.settings,
    CreatedTimestamp: store.createdAt,
    UpdatedTimestamp: store.updatedAt,
  };
}
