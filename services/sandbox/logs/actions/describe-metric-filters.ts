import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { filterOutput } from '../filter-output';
import { groupArn } from '../find-group';
import { onGroup, standardGroupOfCall } from '../group-of-call';
import { type Input, objects, optionalText } from '../input';
import { pageOf } from '../page';
import type { Filter, LogGroup } from '../state';

/** Of one group, or of all that the account has in the Region. */
export const describeMetricFilters: Action = {
  readOnly: true,
  resource: (call) =>
    call.input.logGroupName === undefined
      ? `${groupArn({ ...call, name: '' })}:log-stream:`
      : onGroup.resource(call),
  handle: (call, world) => {
    const found = groupsOf(call, world).flatMap((group) =>
      [...group.metricFilters.values()]
        .filter((filter) => isAskedFor(call.input, filter))
        .map((filter) => filterOutput(group, filter)),
    );
    const nameOf = (one: Readonly<Record<string, unknown>>) =>
      `${String(one.filterName)}\n${String(one.logGroupName)}`;
    const { items, rest } = pageOf(call.input, found, nameOf);
    return { metricFilters: items, ...rest };
  },
};

function groupsOf(call: Call, world: World): readonly LogGroup[] {
  if (call.input.logGroupName !== undefined) return [standardGroupOfCall(call, world)];
  return [...world.logs.groups.values()].filter(
    ({ accountId, region }) => accountId === call.accountId && region === call.region,
  );
}

function isAskedFor(input: Input, { filterName, settings }: Filter): boolean {
  if (!filterName.startsWith(optionalText(input, 'filterNamePrefix') ?? '')) return false;
  const { metricName, metricNamespace } = input;
  return objects(settings, 'metricTransformations').some(
    (made) =>
      (metricName === undefined || made.metricName === metricName) &&
      (metricNamespace === undefined || made.metricNamespace === metricNamespace),
  );
}
