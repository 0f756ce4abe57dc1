import type { Principal } from '../core/principal';
import type { PolicyDocument } from './policy-document';

export interface Role {
  readonly arn: string;
  readonly accountId: string;
  readonly name: string;
  /** `AROA…`; a role made again under the same name gets another one, and old sessions die with the old. */
  readonly id: string;
  readonly trustPolicy: PolicyDocument;
  readonly maxSessionSeconds: number;
  readonly createdAt: Date;
  readonly inlinePolicies: Map<string, PolicyDocument>;
  readonly managedPolicyArns: Set<string>;
}

export interface User {
  readonly arn: string;
  readonly accountId: string;
  readonly name: string;
  readonly id: string;
  readonly inlinePolicies: Map<string, PolicyDocument>;
  readonly managedPolicyArns: Set<string>;
}

/** What the SDK needs to sign as somebody. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AccessKey extends Credentials {
  readonly principal: Principal;
}

export interface IamState {
  /** By ARN. */
  readonly roles: Map<string, Role>;
  /** By ARN. */
  readonly users: Map<string, User>;
  /** By access key id, long-lived and temporary alike. */
  readonly accessKeys: Map<string, AccessKey>;
  /** Customer-managed and built-in policies by ARN. */
  readonly managedPolicies: Map<string, PolicyDocument>;
}
