import type { Action } from '../../core/service';
import { onGroup, standardGroupOfCall } from '../group-of-call';
import { requiredText } from '../input';
import { refuse } from '../refusals';

export const deleteSubscriptionFilter: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const { subscriptionFilters } = standardGroupOfCall(call, world);
    if (!subscriptionFilters.delete(requiredText(call.input, 'filterName'))) {
      throw refuse.subscriptionFilterNotFound();
    }
    return {};
  },
};
