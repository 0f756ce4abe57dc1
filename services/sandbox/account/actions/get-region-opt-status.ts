import type { Action } from '../../core/service';
import { regionInput } from '../change-region';
import { regionStatus } from '../regions';
import { accountConditions, accountResource, targetAccount } from '../target-account';

export const getRegionOptStatus: Action = {
  readOnly: true,
  rest: { method: 'POST', path: '/getRegionOptStatus' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    const accountId = targetAccount(world, call);
    const RegionName = regionInput(world, call);
    return { RegionName, RegionOptStatus: regionStatus(world, accountId, RegionName) };
  },
};
