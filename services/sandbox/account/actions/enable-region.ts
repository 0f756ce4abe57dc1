import type { Action } from '../../core/service';
import { accountRecord } from '../account-record';
import { changeRegion } from '../change-region';
import { accountConditions, accountResource } from '../target-account';

export const enableRegion: Action = {
  readOnly: false,
  rest: { method: 'POST', path: '/enableRegion' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    changeRegion(world, call, 'ENABLED');
    return {};
  },
  record: accountRecord,
};
