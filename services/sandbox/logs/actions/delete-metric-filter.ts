import type { Action } from '../../core/service';
import { groupOfCall, onGroup } from '../group-of-call';
import { requiredText } from '../input';
import { metricFilterNotFound } from '../refusals';

export const deleteMetricFilter: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const { metricFilters } = groupOfCall(call, world);
    if (!metricFilters.delete(requiredText(call.input, 'filterName'))) {
      throw metricFilterNotFound();
    }
    return {};
  },
};
