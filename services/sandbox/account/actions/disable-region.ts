import type { Action } from '../../core/service';
import { accountRecord } from '../account-record';
import { changeRegion } from '../change-region';
import { accountConditions, accountResource } from '../target-account';

export const disableRegion: Action = {
  readOnly: false,
  rest: { method: 'POST', path: '/disableRegion' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    changeRegion(world, call, 'DISABLED');
    return {};
  },
  record: accountRecord,
};
