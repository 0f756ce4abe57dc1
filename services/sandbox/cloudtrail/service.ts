import { named, type Service } from '../core/service';
import * as delegation from './actions/delegation';
import * as eventDataStores from './actions/event-data-stores';
import * as history from './actions/history';
import * as selectors from './actions/selectors';
import * as tags from './actions/tags';
import * as trails from './actions/trails';

export const cloudtrailService: Service = {
  id: 'cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',
  wire: {
    protocol: 'json',
    version: '1.1',
    targetPrefix: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
  },
  actions: named(delegation, eventDataStores, history, selectors, tags, trails),
};
