import type { Action } from '../../core/service';
import { lookup } from '../lookup';
import { lookupQuota } from '../quotas';

export const lookupEvents: Action = {
  readOnly: true,
  resource: () => '*',
  quota: lookupQuota,
  handle: (call, world) => lookup(world, call),
};
