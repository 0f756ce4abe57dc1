import type { PolicyDocument } from '../iam/policy-document';

export interface Account {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly email: string;
  readonly state: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';
  readonly joinedMethod: 'CREATED' | 'INVITED';
  readonly joinedAt: Date;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

export interface Organization {
  readonly id: string;
  readonly arn: string;
  readonly managementAccountId: string;
  readonly managementEmail: string;
  readonly rootId: string;
}

/** Accounts may exist before, or without, an organization. */
export interface OrganizationState {
  organization: Organization | undefined;
  /** By account id, in the order they joined. */
  readonly accounts: Map<string, Account>;
  readonly units: Map<string, OrganizationalUnit>;
  /** Parent (root or unit) by account or unit id. */
  readonly parents: Map<string, string>;
  /** Service principals and since when, by account id. */
  readonly delegatedAdministrators: Map<string, Map<string, Date>>;
  /** Services with trusted access, and since when. */
  readonly serviceAccess: Map<string, Date>;
  /** Accounts that left, or never were in the organization, by id: they can be invited. */
  readonly standaloneAccounts: Map<string, Account>;
  /** By id, AWS's own included. */
  readonly policies: Map<string, Policy>;
  /** Ids of the attached policies, oldest first, by root, unit or account id. */
  readonly attachments: Map<string, Set<string>>;
  /** By id of the account, unit, root or policy. */
  readonly tags: Map<string, Map<string, string>>;
  readonly enabledPolicyTypes: Set<PolicyType>;
  /** By id. */
  readonly handshakes: Map<string, Handshake>;
  /** The policy that delegates the organization's administration; there is at most one. */
  resourcePolicy: OrganizationResourcePolicy | undefined;
}

export interface OrganizationResourcePolicy {
  /** `rp-…` */
  readonly id: string;
  readonly arn: string;
  readonly content: string;
}

/** An invitation to join the organization. */
export interface Handshake {
  /** `h-…` */
  readonly id: string;
  readonly arn: string;
  readonly invitedAccountId: string;
  readonly notes?: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly state: 'OPEN' | 'ACCEPTED' | 'CANCELED' | 'DECLINED';
}

/** The types that exist here; AWS has more, and none of them is about access. */
export const policyTypes = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
export type PolicyType = (typeof policyTypes)[number];

export interface Policy {
  /** `p-…` */
  readonly id: string;
  readonly arn: string;
  readonly type: PolicyType;
  readonly name: string;
  readonly description: string;
  /** As it was written, white space included. */
  readonly content: string;
  /** The same, as the evaluator reads it. */
  readonly document: PolicyDocument;
  readonly awsManaged: boolean;
}

export function createOrganizationState(partition: string): OrganizationState {
  return {
    organization: undefined,
    accounts: new Map(),
    units: new Map(),
    parents: new Map(),
    delegatedAdministrators: new Map(),
    serviceAccess: new Map(),
    standaloneAccounts: new Map(),
    policies: new Map(
      policyTypes
        .map((type) => builtinPolicy(partition, type))
        .map((policy) => [policy.id, policy]),
    ),
    attachments: new Map(),
    tags: new Map(),
    enabledPolicyTypes: new Set(['SERVICE_CONTROL_POLICY']),
    handshakes: new Map(),
    resourcePolicy: undefined,
  };
}

interface Builtin {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly document: PolicyDocument;
}

const allowed = { Effect: 'Allow', Action: '*', Resource: '*' } as const;

/** What AWS attaches to every root, unit and account of a type that is enabled [D orgs_manage_policies_scps, _rcps]. */
export const builtins: Readonly<Record<PolicyType, Builtin>> = {
  SERVICE_CONTROL_POLICY: {
    id: 'p-FullAWSAccess',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    document: { Version: '2012-10-17', Statement: [allowed] },
  },
  RESOURCE_CONTROL_POLICY: {
    id: 'p-RCPFullAWSAccess',
    name: 'RCPFullAWSAccess',
    description: 'Allows all actions for all resources',
    document: { Version: '2012-10-17', Statement: [{ ...allowed, Principal: '*' }] },
  },
};

function builtinPolicy(partition: string, type: PolicyType): Policy {
  const { document, ...builtin } = builtins[type];
  const kind = type.toLowerCase();
  return {
    ...builtin,
    arn: `arn:${partition}:organizations::aws:policy/${kind}/${builtin.id}`,
    type,
    content: JSON.stringify(document),
    document,
    awsManaged: true,
  };
}
