/** A policy of the organization that protects CloudTrail. A part that was not read is absent, and no technique judges it. */
export interface GuardRailState {
  readonly name: string;
  readonly description: string;
  /** `SERVICE_CONTROL_POLICY` */
  readonly type: string;
  /** The document as it was written; `canonicalState` compares it. */
  readonly content: string;
  /** Id of the policy that replaces it: its own was deleted, and AWS never gives an id twice. */
  readonly replacement?: string;
  /** Ids of the roots, units and accounts it is attached to, sorted. */
  readonly targets?: readonly string[];
  readonly policyType?: PolicyTypeOnRoot;
}

/** Whether policies of its type are in force at all; turning the type off detaches every one of them. */
export interface PolicyTypeOnRoot {
  readonly rootId: string;
  readonly enabled: boolean;
}

/** Parts that cost a read of their own. */
export const guardRailParts = ['targets', 'policyType'] as const satisfies readonly string[];

export type GuardRailPart = (typeof guardRailParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
export interface GuardRailSteps {
  readonly 'organizations:CreatePolicy': {
    readonly Name: string;
    readonly Description: string;
    readonly Type: string;
    readonly Content: string;
  };
  readonly 'organizations:UpdatePolicy': {
    readonly PolicyId: string;
    readonly Name?: string;
    readonly Description?: string;
    readonly Content?: string;
  };
  readonly 'organizations:EnablePolicyType': {
    readonly RootId: string;
    readonly PolicyType: string;
  };
  readonly 'organizations:AttachPolicy': { readonly PolicyId: string; readonly TargetId: string };
}
