import { recordSpelling } from '../../cloudtrail/record-spelling';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import { policyText, requiredText } from '../input';
import { refuse } from '../refusals';
import { resourcePoliciesOf } from '../resource-policies';

/** Ten for an account and Region. [D] API_PutResourcePolicy */
const policiesPerRegion = 10;

/** Only account-wide policies: one on a single group (`resourceArn`) is refused. */
export const putResourcePolicy: Action = {
  readOnly: false,
  resource: () => '*',
  handle: (call, world) => {
    if (call.input.resourceArn !== undefined) {
      throw new NotEmulated(
        'sandbox: logs:PutResourcePolicy with resourceArn is not emulated; add it to services/sandbox/logs/actions/put-resource-policy.ts',
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
