import type { OrganizationState } from './state';

export function createOrganizationState(): OrganizationState {
  return {
    organization: undefined,
    accounts: new Map(),
    units: new Map(),
    parents: new Map(),
    delegatedAdministrators: new Map(),
    serviceAccess: new Map(),
    serviceControlPolicies: new Map(),
  };
}
