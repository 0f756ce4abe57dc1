import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import { askEngine } from '../ask-engine';
import { describeSettings } from '../describe-settings';
import { outputOf, tableOf } from '../proxy';
import { type Input, tableSettings } from '../table-settings';

/** Only deletion protection can be changed. */
export const updateTableAction: Action = {
  readOnly: false,
  resource: tableOf,
  handle: async (call, world) => {
    const { TableName, DeletionProtectionEnabled: protection, ...more } = call.input;
    const [other] = Object.keys(more);
    if (other !== undefined) {
      throw new NotEmulated(
        `sandbox: ${other} of dynamodb:UpdateTable is not emulated; add it to services/sandbox/dynamodb/actions/update-table.ts`,
      );
    }
    const body = JSON.stringify({ TableName });
    const { Table } = outputOf(await askEngine(world, call, { action: 'DescribeTable', body }));
    const settings = tableSettings(world).get(tableOf(call));
    if (settings !== undefined) settings.deletionProtection = protection === true;
    return { TableDescription: describeSettings(Table as Input, tableOf(call), settings) };
  },
};
