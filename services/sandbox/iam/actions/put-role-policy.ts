import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import type { PolicyDocument } from '../policy-document';
import { nameInput } from '../read-input';
import { identityPolicyInput, policyLength } from '../read-policy';
import { refuse } from '../refusals';
import { ownRoleOfCall, roleArnOfCall, roleConditions } from '../role-of-call';
import { putRolePolicy as put } from '../roles';
import type { Role } from '../state';

export const putRolePolicy: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  conditions: roleConditions,
  handle: (call, world) => {
    const role = ownRoleOfCall(call, world);
    const document = identityPolicyInput(call);
    checkSize(call, role, document);
    put(role, nameInput(call, 'PolicyName', 128), document);
    return {};
  },
  record: iamRecord,
};

/** 10,240 characters for all inline policies of a role [D reference_iam-quotas]. */
function checkSize({ input }: Call, role: Role, document: PolicyDocument): void {
  const others = [...role.inlinePolicies].filter(([name]) => name !== input.PolicyName);
  const size = [document, ...others.map(([, each]) => each)]
    .map(policyLength)
    .reduce((sum, length) => sum + length, 0);
  if (size > 10_240) throw refuse.inlinePoliciesTooLarge(role.name);
}
