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
  /** Service control policies that deny something, by account id. */
  readonly serviceControlPolicies: Map<string, readonly PolicyDocument[]>;
}
