import type { CloudTrailState } from './state';

export function createCloudTrailState(): CloudTrailState {
  return {
    trails: new Map(),
    eventDataStores: new Map(),
    history: new Map(),
    historyDelayMilliseconds: 0,
    deafForMilliseconds: 0,
    deliveryFaults: { hold: false },
    publicKeys: [],
  };
}
