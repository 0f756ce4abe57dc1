import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { evaluate } from '../../iam/evaluate';
import { checkPassRole } from '../../iam/pass-role';
import { requestContext } from '../../iam/request-context';
import { putFilter } from '../filter-output';
import { onGroup, standardGroupOfCall } from '../group-of-call';
import { optionalText, requiredText } from '../input';
import { refuse } from '../refusals';

/** Two for each group; the same name replaces. Only CloudWatch Logs destinations are looked up. */
export const putSubscriptionFilter: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const { subscriptionFilters: filters } = standardGroupOfCall(call, world);
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
    putFilter(filters, { filterName, settings, creationTime: world.now().getTime() });
    return {};
  },
};

/** A destination must let the caller subscribe, in its own account too. [D] CrossAccountSubscriptions, [R] aws-cli#4422 */
function checkDestination(call: Call, world: World): void {
  const arn = requiredText(call.input, 'destinationArn');
  if (!/^arn:aws:logs:[^:]+:\d{12}:destination:/.test(arn)) return;
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
