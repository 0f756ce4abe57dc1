import type { PolicyDocument } from './policy-document';

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
