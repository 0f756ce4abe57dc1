import type { Principal } from '../core/principal';
import type { PolicyDocument } from './policy-document';

export interface Role {
  readonly arn: string;
  readonly accountId: string;
  readonly name: string;
  /** `AROA…`; a role made again under the same name gets another one, and old sessions die with the old. */
  readonly id: string;
  /** `/`, or e.g. `/aws-service-role/cloudtrail.amazonaws.com/`. */
  readonly path: string;
  description: string | undefined;
  trustPolicy: PolicyDocument;
  maxSessionSeconds: number;
  readonly createdAt: Date;
  /** Before, those who want to become the role are denied: it is not there yet everywhere. */
  readonly usableFrom: Date;
  readonly inlinePolicies: Map<string, PolicyDocument>;
  readonly managedPolicyArns: Set<string>;
  /** Managed policy that limits what the role's own policies may allow; absent: nothing does. */
  permissionsBoundaryArn: string | undefined;
  readonly tags: Map<string, string>;
}

export interface User {
  readonly arn: string;
  readonly accountId: string;
  readonly name: string;
  readonly id: string;
  readonly createdAt: Date;
  readonly inlinePolicies: Map<string, PolicyDocument>;
  readonly managedPolicyArns: Set<string>;
  permissionsBoundaryArn: string | undefined;
  readonly tags: Map<string, string>;
  /** When each of the user's keys was made, by access key id. */
  readonly accessKeys: Map<string, Date>;
}

/** What the SDK needs to sign as an identity. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AccessKey extends Credentials {
  readonly principal: Principal;
  /** Turned off by UpdateAccessKey: a signature with it is of no identity. */
  readonly isInactive?: boolean;
}

export interface IamState {
  /**
   * How long a role that is made from now on is denied to everybody, on the world's clock; 0 by default. Recorded on AWS:
   * 8 to 12 s, also for a role that is made again under its name.
   */
  rolesSettleMilliseconds: number;
  /** By ARN. */
  readonly roles: Map<string, Role>;
  /** ARNs of deleted roles. A role that is neither here nor among the others lies outside this world. */
  readonly deletedRoles: Set<string>;
  /** By ARN. */
  readonly users: Map<string, User>;
  /** By access key id, long-lived and temporary alike. */
  readonly accessKeys: Map<string, AccessKey>;
  /** Customer-managed and built-in policies by ARN. */
  readonly managedPolicies: Map<string, ManagedPolicy>;
}

export interface PolicyVersion {
  /** `v1`, `v2` …; a number is never used again. */
  readonly id: string;
  readonly document: PolicyDocument;
  readonly createdAt: Date;
}

/** A policy with an ARN of its own. What it says is what its default version says. */
export interface ManagedPolicy {
  readonly arn: string;
  /** `aws` for a policy AWS manages. */
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  /** By id, oldest first. */
  readonly versions: Map<string, PolicyVersion>;
  defaultVersionId: string;
  lastVersion: number;
  readonly tags: Map<string, string>;
}
