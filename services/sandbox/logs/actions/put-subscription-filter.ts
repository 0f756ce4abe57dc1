import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { authorize } from '../../iam/authorize';
import { putFilter } from '../filter-output';
import { groupOfCall, onGroup } from '../group-of-call';
import { requiredText } from '../input';
import { destinationNotFound, invalidParameter, limitExceeded } from '../refusals';

/** Two for each group; the same name replaces. Only CloudWatch Logs destinations are looked up. */
export const putSubscriptionFilter: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const { subscriptionFilters: filters } = groupOfCall(call, world);
    const filterName = requiredText(call.input, 'filterName');
    requiredText(call.input, 'filterPattern');
    checkDestination(call, world);
    if (!filters.has(filterName) && filters.size >= 2) throw limitExceeded();
    const { logGroupName: _group, ...given } = call.input;
    const settings = { distribution: 'ByLogStream', ...given };
    putFilter(filters, { filterName, settings, creationTime: world.now().getTime() });
    return {};
  },
};

/** A destination of another account must let the caller's subscribe. [D] CrossAccountSubscriptions */
function checkDestination(call: Call, world: World): void {
  const arn = requiredText(call.input, 'destinationArn');
  if (!/^arn:aws:logs:[^:]+:\d{12}:destination:/.test(arn)) return;
  const destination = world.logs.destinations.get(arn);
  if (destination === undefined) throw destinationNotFound();
  const { accountId: ownerAccountId, accessPolicy } = destination;
  const decision = authorize(world, {
    principal: call.principal,
    action: 'logs:PutSubscriptionFilter',
    resources: [arn],
    resourcePolicy: {
      ownerAccountId,
      ...(accessPolicy !== undefined && { document: JSON.parse(accessPolicy) }),
    },
  });
  if (decision.kind === 'allowed') return;
  throw invalidParameter(
    'Could not deliver test message to specified destination. Check if the destination is valid.',
  );
}
