import type { Action } from '../../core/service';
import { filterOutput } from '../filter-output';
import { onGroup, standardGroupOfCall } from '../group-of-call';
import { optionalText } from '../input';
import { pageOf } from '../page';

export const describeSubscriptionFilters: Action = {
  readOnly: true,
  ...onGroup,
  handle: (call, world) => {
    const group = standardGroupOfCall(call, world);
    const prefix = optionalText(call.input, 'filterNamePrefix') ?? '';
    const found = [...group.subscriptionFilters.values()].filter(({ filterName }) =>
      filterName.startsWith(prefix),
    );
    const { items, rest } = pageOf(call.input, found, ({ filterName }) => filterName);
    return { subscriptionFilters: items.map((filter) => filterOutput(group, filter)), ...rest };
  },
};
