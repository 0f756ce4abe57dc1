import type { Action } from '../../core/service';
import { encodeDocument } from '../encode-document';
import { nameInput } from '../read-input';
import { refuse } from '../refusals';
import { roleArnOfCall, roleOfCall } from '../role-of-call';

export const getRolePolicy: Action = {
  readOnly: true,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const role = roleOfCall(call, world);
    const PolicyName = nameInput(call, 'PolicyName', 128);
    const document = role.inlinePolicies.get(PolicyName);
    if (!document) throw refuse.rolePolicyNotFound(PolicyName);
    return { RoleName: role.name, PolicyName, PolicyDocument: encodeDocument(document) };
  },
};
