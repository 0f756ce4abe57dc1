import type { Principal } from '../core/principal';
import type { ManagedPolicy } from './managed-policy';
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

/** What the SDK needs to sign as somebody. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AccessKey extends Credentials {
  readonly principal: Principal;
  /** Turned off by UpdateAccessKey: whoever signs with it is nobody. */
  readonly isInactive?: boolean;
}

export interface IamState {
  /** By ARN. */
  readonly roles: Map<string, Role>;
  /** By ARN. */
  readonly users: Map<string, User>;
  /** By access key id, long-lived and temporary alike. */
  readonly accessKeys: Map<string, AccessKey>;
  /** Customer-managed and built-in policies by ARN. */
  readonly managedPolicies: Map<string, ManagedPolicy>;
}
