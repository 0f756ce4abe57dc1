import type { Service } from '../core/service';
import { addTags } from './actions/add-tags';
import { createEventDataStore } from './actions/create-event-data-store';
import { createTrail } from './actions/create-trail';
import { deleteEventDataStore } from './actions/delete-event-data-store';
import { deleteTrail } from './actions/delete-trail';
import { deregisterOrganizationDelegatedAdmin } from './actions/deregister-organization-delegated-admin';
import { describeTrails } from './actions/describe-trails';
import { getEventConfiguration } from './actions/get-event-configuration';
import { getEventDataStore } from './actions/get-event-data-store';
import { getEventSelectors } from './actions/get-event-selectors';
import { getInsightSelectors } from './actions/get-insight-selectors';
import { getTrail } from './actions/get-trail';
import { getTrailStatus } from './actions/get-trail-status';
import { listEventDataStores } from './actions/list-event-data-stores';
import { listPublicKeys } from './actions/list-public-keys';
import { listTags } from './actions/list-tags';
import { listTrails } from './actions/list-trails';
import { lookupEvents } from './actions/lookup-events';
import { putEventConfiguration } from './actions/put-event-configuration';
import { putEventSelectors } from './actions/put-event-selectors';
import { putInsightSelectors } from './actions/put-insight-selectors';
import { registerOrganizationDelegatedAdmin } from './actions/register-organization-delegated-admin';
import { removeTags } from './actions/remove-tags';
import { restoreEventDataStore } from './actions/restore-event-data-store';
import { startEventDataStoreIngestion } from './actions/start-event-data-store-ingestion';
import { startLogging } from './actions/start-logging';
import { stopEventDataStoreIngestion } from './actions/stop-event-data-store-ingestion';
import { stopLogging } from './actions/stop-logging';
import { updateEventDataStore } from './actions/update-event-data-store';
import { updateTrail } from './actions/update-trail';

export const cloudtrailService: Service = {
  id: 'cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',
  wire: {
    protocol: 'json',
    version: '1.1',
    targetPrefix: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  },
  actions: {
    AddTags: addTags,
    CreateEventDataStore: createEventDataStore,
    CreateTrail: createTrail,
    DeleteEventDataStore: deleteEventDataStore,
    DeleteTrail: deleteTrail,
    DeregisterOrganizationDelegatedAdmin: deregisterOrganizationDelegatedAdmin,
    DescribeTrails: describeTrails,
    GetEventConfiguration: getEventConfiguration,
    GetEventDataStore: getEventDataStore,
    GetEventSelectors: getEventSelectors,
    GetInsightSelectors: getInsightSelectors,
    GetTrail: getTrail,
    GetTrailStatus: getTrailStatus,
    ListEventDataStores: listEventDataStores,
    ListPublicKeys: listPublicKeys,
    ListTags: listTags,
    ListTrails: listTrails,
    LookupEvents: lookupEvents,
    PutEventConfiguration: putEventConfiguration,
    PutEventSelectors: putEventSelectors,
    PutInsightSelectors: putInsightSelectors,
    RegisterOrganizationDelegatedAdmin: registerOrganizationDelegatedAdmin,
    RemoveTags: removeTags,
    RestoreEventDataStore: restoreEventDataStore,
    StartEventDataStoreIngestion: startEventDataStoreIngestion,
    StartLogging: startLogging,
    StopEventDataStoreIngestion: stopEventDataStoreIngestion,
    StopLogging: stopLogging,
    UpdateEventDataStore: updateEventDataStore,
    UpdateTrail: updateTrail,
  },
};
