import type { Action } from '../../core/service';
import { forward, outputOf, tableOf } from '../proxy';
import { type Input, tableSettings } from '../table-settings';

/** Remembered, and nothing is ever deleted: AWS does it "within a few days" and it is not to be relied on. */
export const updateTimeToLiveAction: Action = {
  readOnly: false,
  resource: tableOf,
  handle: (call, world) => {
    const specification = call.input.TimeToLiveSpecification as Input;
    const settings = tableSettings(world).get(tableOf(call));
    if (settings !== undefined) {
      const attribute = String(specification.AttributeName);
      settings.timeToLive = specification.Enabled === true ? attribute : undefined;
    }
    return { TimeToLiveSpecification: specification };
  },
};

export const describeTimeToLiveAction: Action = {
  readOnly: true,
  resource: tableOf,
  handle: async (call, world) => {
    const AttributeName = tableSettings(world).get(tableOf(call))?.timeToLive;
    if (AttributeName === undefined) return outputOf(await forward(call, world));
    return { TimeToLiveDescription: { AttributeName, TimeToLiveStatus: 'ENABLED' } };
  },
};
