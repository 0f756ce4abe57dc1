import { builtinPolicies } from './builtin-policies';
import type { IamState } from './state';

export function createIamState(): IamState {
  return {
    rolesSettleMilliseconds: 0,
    roles: new Map(),
    deletedRoles: new Set(),
    users: new Map(),
    accessKeys: new Map(),
    managedPolicies: builtinPolicies(),
  };
}
