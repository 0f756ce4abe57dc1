import type { CloudTrailState } from './state';

export function createCloudTrailState(): CloudTrailState {
  return {
    trails: new Map(),
    eventDataStores: new Map(),
    rolesSeen: new Set(),
    history: new Map(),
    deliveryFaults: { hold: false },
    publicKeys: [],
  };
}
