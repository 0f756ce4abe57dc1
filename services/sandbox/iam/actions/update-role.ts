import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { textInput } from '../read-input';
import { ownRoleOfCall, roleArnOfCall } from '../role-of-call';
import { sessionSeconds } from './create-role';

/** What is left out stays as it is. */
export const updateRole: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const role = ownRoleOfCall(call, world);
    role.maxSessionSeconds = sessionSeconds(call) ?? role.maxSessionSeconds;
    role.description = textInput(call, 'Description') ?? role.description;
    return {};
  },
  record: iamRecord,
};
