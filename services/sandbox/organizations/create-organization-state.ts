import { builtinPolicy } from './builtin-policies';
import { type OrganizationState, policyTypes } from './state';

export function createOrganizationState(): OrganizationState {
  return {
    organization: undefined,
    accounts: new Map(),
    units: new Map(),
    parents: new Map(),
    delegatedAdministrators: new Map(),
    serviceAccess: new Map(),
    standaloneAccounts: new Map(),
    policies: new Map(policyTypes.map(builtinPolicy).map((policy) => [policy.id, policy])),
    attachments: new Map(),
    tags: new Map(),
    enabledPolicyTypes: new Set(['SERVICE_CONTROL_POLICY']),
    handshakes: new Map(),
    resourcePolicy: undefined,
  };
}
