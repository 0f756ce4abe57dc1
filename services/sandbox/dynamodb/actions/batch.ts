import type { Action } from '../../core/service';
import { onItems } from '../proxy';
import { tableArn } from '../table-settings';

/** BatchGetItem and BatchWriteItem need their permission on every table they name. */
export function onTables(options: { readonly readOnly: boolean }): Action {
  return {
    ...onItems(options),
    resource: (call) =>
      Object.keys(call.input.RequestItems ?? {}).map((table) => tableArn(call, table)),
  };
}
