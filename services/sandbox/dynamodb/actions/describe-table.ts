import type { Action } from '../../core/service';
import { describeSettings } from '../describe-settings';
import { forward, outputOf, tableOf } from '../proxy';
import { type Input, tableSettings } from '../table-settings';

export const describeTableAction: Action = {
  readOnly: true,
  resource: tableOf,
  handle: async (call, world) => {
    const { Table } = outputOf(await forward(call, world));
    const arn = tableOf(call);
    return { Table: describeSettings(Table as Input, arn, tableSettings(world).get(arn)) };
  },
};
