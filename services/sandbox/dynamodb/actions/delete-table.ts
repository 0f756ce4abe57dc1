import type { Action } from '../../core/service';
import { deleteTable } from '../create-table';
import { tableOf } from '../proxy';

export const deleteTableAction: Action = {
  readOnly: false,
  resource: tableOf,
  handle: async (call, world) => ({
    TableDescription: await deleteTable(world, call, String(call.input.TableName)),
  }),
};
