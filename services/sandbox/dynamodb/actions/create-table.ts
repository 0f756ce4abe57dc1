import type { Action } from '../../core/service';
import { createTable } from '../create-table';
import { tableOf } from '../proxy';

export const createTableAction: Action = {
  readOnly: false,
  resource: tableOf,
  handle: async (call, world) => ({ TableDescription: await createTable(world, call, call.input) }),
};
