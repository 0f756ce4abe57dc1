import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { versionOutput } from '../outputs';
import { addPolicyVersion } from '../policies';
import { ownPolicyOfCall, policyArnOfCall } from '../policy-of-call';
import { identityPolicyInput, policyLength } from '../read-policy';
import { refuse } from '../refusals';

export const createPolicyVersion: Action = {
  readOnly: false,
  resource: policyArnOfCall,
  handle: (call, world) => {
    const policy = ownPolicyOfCall(call, world);
    const document = identityPolicyInput(call);
    if (policyLength(document) > 6144) throw refuse.quotaExceeded('PolicySize: 6144');
    const version = addPolicyVersion(policy, document, world.now());
    if (call.input.SetAsDefault === 'true') policy.defaultVersionId = version.id;
    return { PolicyVersion: versionOutput(policy, version) };
  },
  record: iamRecord,
};
