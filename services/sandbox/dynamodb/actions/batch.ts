import type { Action } from '../../core/service';
import { forward, onItems, rawAnswer } from '../proxy';
import { captureWrite } from '../streams/capture-write';
import { tableArn } from '../table-settings';

/** BatchGetItem and BatchWriteItem need their permission on every table they name. */
export function onTables(options: { readonly readOnly: boolean }): Action {
  return {
    ...onItems(options),
    resource: (call) =>
      Object.keys(call.input.RequestItems ?? {}).map((table) => tableArn(call, table)),
  };
}

export const batchWriteItem: Action = {
  ...onTables({ readOnly: false }),
  handle: async (call, world) =>
    rawAnswer(await captureWrite(world, call, () => forward(call, world))),
};
