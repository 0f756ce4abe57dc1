import type { PolicyDocument } from '../iam/policy-document';

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
