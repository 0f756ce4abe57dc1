import type { Action } from '../../core/service';
import { onGroup, standardGroupOfCall } from '../group-of-call';
import { requiredText } from '../input';
import { refuse } from '../refusals';

export const deleteMetricFilter: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const { metricFilters } = standardGroupOfCall(call, world);
    if (!metricFilters.delete(requiredText(call.input, 'filterName'))) {
      throw refuse.metricFilterNotFound();
    }
    return {};
  },
};
