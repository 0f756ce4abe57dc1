import type { Service } from '../core/service';
import { addTags } from './actions/add-tags';
import { createTrail } from './actions/create-trail';
import { deleteTrail } from './actions/delete-trail';
import { describeTrails } from './actions/describe-trails';
import { getEventSelectors } from './actions/get-event-selectors';
import { getInsightSelectors } from './actions/get-insight-selectors';
import { getTrail } from './actions/get-trail';
import { getTrailStatus } from './actions/get-trail-status';
import { listTags } from './actions/list-tags';
import { listTrails } from './actions/list-trails';
import { lookupEvents } from './actions/lookup-events';
import { putEventSelectors } from './actions/put-event-selectors';
import { putInsightSelectors } from './actions/put-insight-selectors';
import { removeTags } from './actions/remove-tags';
import { startLogging } from './actions/start-logging';
import { stopLogging } from './actions/stop-logging';
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
    CreateTrail: createTrail,
    DeleteTrail: deleteTrail,
    DescribeTrails: describeTrails,
    GetEventSelectors: getEventSelectors,
    GetInsightSelectors: getInsightSelectors,
    GetTrail: getTrail,
    GetTrailStatus: getTrailStatus,
    ListTags: listTags,
    ListTrails: listTrails,
    LookupEvents: lookupEvents,
    PutEventSelectors: putEventSelectors,
    PutInsightSelectors: putInsightSelectors,
    RemoveTags: removeTags,
    StartLogging: startLogging,
    StopLogging: stopLogging,
    UpdateTrail: updateTrail,
  },
};
