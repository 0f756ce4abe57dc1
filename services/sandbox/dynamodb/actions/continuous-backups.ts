import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { tableOf } from '../proxy';
import { type Input, tableSettings } from '../table-settings';

/** Remembered; nothing is backed up. */
export const updateContinuousBackupsAction: Action = {
  readOnly: false,
  resource: tableOf,
  handle: (call, world) => {
    const specification = call.input.PointInTimeRecoverySpecification as Input;
    settingsOf(call, world).pointInTimeRecovery = specification.PointInTimeRecoveryEnabled === true;
    return describe(call, world);
  },
};

export const describeContinuousBackupsAction: Action = {
  readOnly: true,
  resource: tableOf,
  handle: describe,
};

function describe(call: Call, world: World) {
  const PointInTimeRecoveryStatus = settingsOf(call, world).pointInTimeRecovery
    ? 'ENABLED'
    : 'DISABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
    },
  };
}

function settingsOf(call: Call, world: World) {
  const settings = tableSettings(world).get(tableOf(call));
  if (settings !== undefined) return settings;
  throw new Refusal('TableNotFoundException', `Table not found: ${String(call.input.TableName)}`);
}
