import { recordSpelling } from '../../cloudtrail/record';
import { type Action, type Call, NotEmulated, type World } from '../../core/service';
import { onAdjustableGroup, onGroup } from '../group-of-call';
import { pageOf, policyText, requiredText } from '../input';
import { refuse } from '../refusals';
import type { LogGroup, LogsPolicy } from '../state';

/** Ten for an account and Region. [D] API_PutResourcePolicy */
const policiesPerRegion = 10;

/** Only account-wide policies: one on a single group (`resourceArn`) is refused. */
export const putResourcePolicy: Action = {
  handle: (call, world) => {
    if (call.input.resourceArn !== undefined) {
      throw new NotEmulated(
        'sandbox: logs:PutResourcePolicy with resourceArn is not emulated; add it to services/sandbox/logs/actions/policies.ts',
      );
    }
    const policyName = requiredText(call.input, 'policyName');
    const policyDocument = policyText(call.input, 'policyDocument');
    const policies = resourcePoliciesOf(call, world);
    if (!policies.has(policyName) && policies.size >= policiesPerRegion)
      throw refuse.limitExceeded();
    const policy = { policyName, policyDocument, lastUpdatedTime: world.now().getTime() };
    policies.set(policyName, policy);
    return { resourcePolicy: policy };
  },
  record: (_call, output) => ({ responseElements: output && recordSpelling(output) }),
};

export const describeResourcePolicies: Action = {
  handle: (call, world) => {
    const policies = resourcePoliciesOf(call, world).values();
    const { items, rest } = pageOf(call.input, policies, ({ policyName }) => policyName);
    return { resourcePolicies: items, ...rest };
  },
};

export const deleteResourcePolicy: Action = {
  handle: (call, world) => {
    const policyName = requiredText(call.input, 'policyName');
    if (!resourcePoliciesOf(call, world).delete(policyName))
      throw refuse.policyNotFound(policyName);
  },
};

export const putDataProtectionPolicy: Action = {
  ...onAdjustableGroup((group, call, world) => {
    const document = policyText(call.input, 'policyDocument');
    group.dataProtectionPolicy = { document, updatedAt: world.now() };
    return dataProtectionOutput(call, group);
  }),
  record: (_call, output) => ({ responseElements: output && recordSpelling(output) }),
};

export const getDataProtectionPolicy = onGroup((group, call) => dataProtectionOutput(call, group));

export const deleteDataProtectionPolicy = onGroup((group) => {
  delete group.dataProtectionPolicy;
});

/** The resource policies of the caller's account and Region, by name. */
function resourcePoliciesOf({ accountId, region }: Call, world: World): Map<string, LogsPolicy> {
  const place = `${accountId}/${region}`;
  const known = world.logs.resourcePolicies.get(place) ?? new Map<string, LogsPolicy>();
  world.logs.resourcePolicies.set(place, known);
  return known;
}

/** The group as the caller named it; without a policy nothing else. */
function dataProtectionOutput({ input }: Call, { dataProtectionPolicy: policy }: LogGroup) {
  return {
    logGroupIdentifier: input.logGroupIdentifier,
    ...(policy && {
      policyDocument: policy.document,
      lastUpdatedTime: policy.updatedAt.getTime(),
    }),
  };
}
