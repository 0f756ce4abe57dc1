import type { Action } from '../../core/service';
import { putFilter } from '../filter-output';
import { onGroup, standardGroupOfCall } from '../group-of-call';
import { objects, requiredText } from '../input';
import { refuse } from '../refusals';

/** [D] cloudwatch_limits_cwl */
const filtersPerGroup = 100;

/** Kept and given back; no metric comes of it. */
export const putMetricFilter: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const { metricFilters: filters } = standardGroupOfCall(call, world);
    const filterName = requiredText(call.input, 'filterName');
    requiredText(call.input, 'filterPattern');
    if (objects(call.input, 'metricTransformations').length !== 1) {
      throw refuse.invalidParameter(
        "1 validation error detected: Value at 'metricTransformations' failed to satisfy constraint: Member must have length equal to 1",
      );
    }
    if (!filters.has(filterName) && filters.size >= filtersPerGroup) throw refuse.limitExceeded();
    const { logGroupName: _group, ...settings } = call.input;
    putFilter(filters, { filterName, settings, creationTime: world.now().getTime() });
    return {};
  },
};
