import { ownOf } from '../../core/own-of';
import type { Action, Call, World } from '../../core/service';
import { evaluate } from '../../iam/evaluate';
import { requestContext } from '../../iam/request-context';
import { checkPassRole } from '../../iam/require-permission';
import { groupArn, groupResource, onStandardGroup, standardGroupOfCall } from '../group-of-call';
import { type Input, objects, optionalText, pageOf, requiredText } from '../input';
import { putFilter } from '../put-filter';
import { refuse } from '../refusals';
import type { Filter, LogGroup } from '../state';
import { checkSubscription } from '../subscriptions/deliver-events';

/** [D] cloudwatch_limits_cwl */
const filtersPerGroup = 100;

/** Kept and given back; no metric comes of it. */
export const putMetricFilter = onStandardGroup(({ metricFilters: filters }, call, world) => {
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
});

/** Of one group, or of all that the account has in the Region. */
export const describeMetricFilters: Action = {
  resource: (call) =>
    call.input.logGroupName === undefined
      ? `${groupArn({ ...call, name: '' })}:log-stream:`
      : groupResource(call),
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
  return ownOf(call, world.logs.groups);
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

export const deleteMetricFilter = onStandardGroup(({ metricFilters }, call) => {
  if (!metricFilters.delete(requiredText(call.input, 'filterName'))) {
    throw refuse.metricFilterNotFound();
  }
});

/** Two for each group; the same name replaces. Of destinations, those of CloudWatch Logs and functions are looked up. */
export const putSubscriptionFilter = onStandardGroup((group, call, world) => {
  const { subscriptionFilters: filters } = group;
  const filterName = requiredText(call.input, 'filterName');
  requiredText(call.input, 'filterPattern');
  checkDestination(call, world);
  const roleArn = optionalText(call.input, 'roleArn');
  if (roleArn !== undefined) {
    checkPassRole(world, call, { roleArn, toService: 'logs.amazonaws.com' });
  }
  if (!filters.has(filterName) && filters.size >= 2) throw refuse.limitExceeded();
  const { logGroupName: _group, ...given } = call.input;
  const settings = { distribution: 'ByLogStream', ...given };
  checkSubscription(world, group, settings);
  putFilter(filters, { filterName, settings, creationTime: world.now().getTime() });
});

/** A destination must let the caller subscribe, in its own account too. [D] CrossAccountSubscriptions, [R] aws-cli#4422 */
function checkDestination(call: Call, world: World): void {
  const arn = requiredText(call.input, 'destinationArn');
  if (!/^arn:aws[a-z-]*:logs:[^:]+:\d{12}:destination:/.test(arn)) return;
  const destination = world.logs.destinations.get(arn);
  if (destination === undefined) throw refuse.destinationNotFound();
  const policies = destination.accessPolicy ? [JSON.parse(destination.accessPolicy)] : [];
  const verdict = evaluate(policies, 'resource', {
    principal: call.principal,
    action: 'logs:PutSubscriptionFilter',
    resource: arn,
    context: requestContext(world, call.principal),
  });
  if (verdict === 'denied' || verdict === 'silent')
    throw refuse.closedDestination(call.accountId, arn);
}

export const describeSubscriptionFilters = onStandardGroup((group, call) => {
  const prefix = optionalText(call.input, 'filterNamePrefix') ?? '';
  const found = [...group.subscriptionFilters.values()].filter(({ filterName }) =>
    filterName.startsWith(prefix),
  );
  const { items, rest } = pageOf(call.input, found, ({ filterName }) => filterName);
  return { subscriptionFilters: items.map((filter) => filterOutput(group, filter)), ...rest };
});

export const deleteSubscriptionFilter = onStandardGroup(({ subscriptionFilters }, call) => {
  if (!subscriptionFilters.delete(requiredText(call.input, 'filterName'))) {
    throw refuse.subscriptionFilterNotFound();
  }
});

/** A filter as the Describe calls answer it. */
function filterOutput(group: LogGroup, { settings, creationTime }: Filter) {
  return { ...settings, logGroupName: group.name, creationTime };
}
